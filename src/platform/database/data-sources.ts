import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Environment } from '../config/environment.js';
import { readerDataSource, writerDataSource } from './data-source.js';
import type { Entities } from './data-source.js';

/** The open connections of one process: migrated, then closed at the end. */
@Injectable()
export class DataSources implements OnApplicationShutdown {
  private constructor(
    readonly writer: DataSource,
    readonly reader: DataSource,
  ) {}

  /** Opens both connections and brings the tables up to date. */
  static async open(environment: Environment, entities: Entities): Promise<DataSources> {
    const writer = await writerDataSource(environment, entities).initialize();
    await writer.runMigrations();
    const reader = readerDataSource(environment, writer);
    if (!reader.isInitialized) await reader.initialize();
    return new DataSources(writer, reader);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    if (this.reader.isInitialized) await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }
}
