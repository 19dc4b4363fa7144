import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { isLeadersFigureApart } from './security-leaders.js';

it('lets the pages print no figure of security leaders but 8 and 47', () => {
  const ofLeaders = [...loadCatalogue().evidence.values()].filter(({ figure }) =>
    /security exec/.test(figure.population),
  );
  const printed = ofLeaders.filter((finding) => !isLeadersFigureApart(finding));
  expect(
    ofLeaders
      .filter(isLeadersFigureApart)
      .map(({ figure }) => figure.value)
      .sort(),
  ).toEqual([24, 33, 67, 83]);
  expect(printed.map(({ figure }) => figure.value).sort()).toEqual([47, 8, null]);
});
