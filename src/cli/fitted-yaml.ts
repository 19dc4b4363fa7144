import { COLLECTION_STYLE, dump, visit } from 'js-yaml';
import type { FittedWeights } from '../plans/domain/refit.js';

/** The fitted parts as they stand in `weights.yaml`: a list or table of plain values takes one line. */
export function fittedYaml({ results, posterior, withoutSource }: FittedWeights): string {
  return dump(
    { results, posterior, withoutSource },
    {
      noRefs: true,
      lineWidth: -1,
      transform: (documents) =>
        visit(documents, (node) => {
          if (node.kind === 'mapping' && node.items.every(({ value }) => value.kind === 'scalar'))
            node.style = COLLECTION_STYLE.FLOW;
          if (node.kind === 'sequence' && node.items.every((item) => item.kind === 'scalar'))
            node.style = COLLECTION_STYLE.FLOW;
        }),
    },
  );
}
