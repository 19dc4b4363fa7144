import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { BreachFiles } from './breach-files.js';
import { BreachRegister } from './breach-register.js';
import { BreachPageQuery, BreachRegisterQuery, toBreachFilter } from './breach-register.dto.js';
import type { RegisterEntry } from './domain/breach-entry.js';

/** The register of all breaches: GDPR Art. 33(5). */
@Controller('api/v1')
export class BreachRegisterController {
  constructor(
    private readonly register: BreachRegister,
    private readonly files: BreachFiles,
  ) {}

  @Get('register')
  @Allow('obligations:read')
  async list(
    @Query() query: BreachPageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ entries: RegisterEntry[]; next: string | null }> {
    const { before, limit } = query;
    return this.register.page(toBreachFilter(query), { before, limit }, actor);
  }

  @Get('register.csv')
  @Allow('obligations:read')
  csv(@Query() query: BreachRegisterQuery, @CurrentActor() actor: Actor, @Res() reply: FastifyReply): void {
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="breach-register.csv"')
      .send(Readable.from(this.files.csv(toBreachFilter(query), actor)));
  }

  @Get('register.pdf')
  @Allow('obligations:read')
  async pdf(
    @Query() query: BreachRegisterQuery,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.files.pdf(toBreachFilter(query), actor);
    void reply
      .type('application/pdf')
      .header('content-disposition', 'attachment; filename="breach-register.pdf"')
      .send(file);
  }
}
