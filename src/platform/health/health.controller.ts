import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/allow.js';
import { Reader } from '../database/reader.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** For whoever runs the service; answers say no more than up or not. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The process answers. */
  @Get('live')
  @Public()
  @HttpCode(200)
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** The database reads and takes a transaction. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: 'up' | 'down' }> {
    try {
      await this.reader.manager.query('SELECT 1');
      await this.unitOfWork.run((manager) => manager.query('SELECT 1'));
      return { status: 'up' };
    } catch {
      void reply.status(503);
      return { status: 'down' };
    }
  }
}
