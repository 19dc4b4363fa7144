import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../platform/access/allow.js';
import { NotFound } from '../platform/errors.js';
import { assetOf } from './assets.manifest.js';

class NoSuchAsset extends NotFound {
  readonly code = 'ui.no_such_asset';
}

/** Stylesheet, script and mark of the pages, each under a name that holds the hash of its content. */
@Controller('assets')
export class AssetsController {
  @Get(':file')
  @Public()
  send(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const asset = assetOf(file);
    if (!asset) throw new NoSuchAsset('There is no such file. Reload the page to get the names of today.');
    void reply
      .header('Cache-Control', 'public, max-age=31536000, immutable')
      .type(asset.type)
      .send(asset.body);
  }
}
