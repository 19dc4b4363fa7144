import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PreviewReaders } from '../notices/preview-readers.js';
import { MaskedReaders } from '../recipients/masked-readers.js';

/** Lets notices be previewed as the people on the list would get them. */
@Injectable()
export class PreviewSource implements OnModuleInit {
  constructor(
    private readonly readers: PreviewReaders,
    private readonly people: MaskedReaders,
  ) {}

  onModuleInit(): void {
    this.readers.serveFrom({
      groups: (manager, incidentId) => this.people.groups(manager, incidentId),
      masked: (manager, incidentId, recipientId) => this.people.one(manager, incidentId, recipientId),
    });
  }
}
