import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ID_PATTERN } from '../platform/ids.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { NoticeDocuments } from './notice-documents.js';
import { documentFormats } from './render-document.js';
import type { DocumentFormat } from './render-document.js';
import { FormatUnknown } from './render-from-facts.js';

/** Whose copy, and where a letter goes. */
export class DocumentQuery {
  /** Key of a group of people with the same data classes. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2_000)
  group?: string;

  /** Id of someone on the list of people. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  recipientId?: string;

  /** Where a letter goes, as an ISO 3166-1 code: it decides the paper. */
  @MayBeAbsent()
  @Matches(/^[A-Z]{2}$/, { message: 'Give a country as two capital letters, such as DE or US.' })
  country?: string;
}

/** A notice as a file, in every format. */
@Controller('api/v1/notices/:noticeId/documents')
export class NoticeDocumentsController {
  constructor(private readonly documents: NoticeDocuments) {}

  @Get(':format')
  @Allow('notices:read')
  async one(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('format') format: string,
    @Query() query: DocumentQuery,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, type, content } = await this.documents.of(noticeId, formatIn(format), query, actor);
    // A page of ours never shows it: it is kept, and opened where its own policy holds.
    void reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content);
  }
}

function formatIn(format: string): DocumentFormat {
  const known = documentFormats.find((word) => word === format);
  if (known === undefined) throw new FormatUnknown();
  return known;
}
