import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ProblemFilter } from '../platform/http/problem.filter.js';
import { AssetsController } from './assets.controller.js';
import { assetUrl } from './assets.manifest.js';

describe('The assets over HTTP', () => {
  let app: NestFastifyApplication;
  let origin: string;

  beforeAll(async () => {
    const module = await Test.createTestingModule({ controllers: [AssetsController] }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    app.useGlobalFilters(new ProblemFilter());
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
  });

  afterAll(() => app.close());

  it('may be kept for ever', async () => {
    const answer = await fetch(origin + assetUrl('app.js'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await answer.text()).toContain('durationWords');
  });

  it('answers every other name with 404', async () => {
    for (const path of ['/assets/app.js', '/assets/..%2f..%2fpackage.json', '/assets/app.000000000000.js']) {
      expect((await fetch(origin + path)).status).toBe(404);
    }
  });
});
