import { existsSync } from 'node:fs';
import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { Environment } from './config/environment.js';
import { sqlitePath } from './database/data-source.js';
import type { Entities } from './database/data-source.js';
import { DataSources } from './database/data-sources.js';
import { Reader } from './database/reader.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { Ids, UlidIds } from './ids.js';
import { KEYS } from './platform.tokens.js';
import { DataKeys } from './secrets/data-keys.js';
import { openKeys } from './secrets/key-files.js';
import type { Keys } from './secrets/key-files.js';

/** The technical ground: configuration, database, clock, ids, keys. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(environment: Environment, entities: Entities): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Environment, useValue: environment },
        { provide: Clock, useClass: SystemClock },
        { provide: Ids, useClass: UlidIds },
        { provide: KEYS, useFactory: () => openInstallationKeys(environment) },
        { provide: DataKeys, useFactory: (keys: Keys) => new DataKeys(keys), inject: [KEYS] },
        { provide: DataSources, useFactory: () => DataSources.open(environment, entities), inject: [KEYS] },
        {
          provide: UnitOfWork,
          useFactory: ({ writer }: DataSources) => new UnitOfWork(writer),
          inject: [DataSources],
        },
        {
          provide: Reader,
          useFactory: ({ reader }: DataSources) => new Reader(reader),
          inject: [DataSources],
        },
      ],
      exports: [Environment, Clock, Ids, KEYS, DataKeys, DataSources, UnitOfWork, Reader],
    };
  }
}

/** Keys of the installation; made on the first start, refused when a database stands without them. */
export function openInstallationKeys(environment: Environment): Keys {
  const databaseExists = environment.DATABASE_URL === undefined && existsSync(sqlitePath(environment));
  return openKeys(environment.DATA_DIR, databaseExists);
}
