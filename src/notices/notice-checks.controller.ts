import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { IsInt, IsNotEmpty, IsString, Matches, MaxLength, Min } from 'class-validator';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { CheckLimit } from './check-limit.js';
import type { CheckReport, Finding } from './domain/checks/finding.js';
import { NoticeChecks } from './notice-checks.service.js';
import type { CheckedFinding, NoticeReport } from './notice-checks.service.js';

/** Names a finding of the text that was read. */
export class FindingBody {
  /** The revision that was read. */
  @IsInt()
  @Min(1)
  revision: number;

  /** As the checks gave it: 64 hexadecimal digits. */
  @Matches(/^[0-9a-f]{64}$/)
  fingerprint: string;
}

/** Why a finding stays. */
export class DismissalBody extends FindingBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason: string;
}

export interface FindingView extends Finding {
  fingerprint: string;
  dismissal: { reason: string; by: string; at: string; revision: number } | null;
}

export interface NoticeReportView extends CheckReport {
  revision: number;
  findings: FindingView[];
}

@Controller('api/v1/notices/:noticeId')
export class NoticeChecksController {
  constructor(
    private readonly checks: NoticeChecks,
    private readonly limit: CheckLimit,
  ) {}

  @Get('checks')
  @Allow('notices:read')
  async report(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeReportView> {
    this.limit.take(actor);
    return toReportView(await this.checks.of(noticeId, actor));
  }

  @Post('dismissals')
  @Allow('notices:edit')
  async dismiss(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: DismissalBody,
    @CurrentActor() actor: Actor,
  ): Promise<FindingView> {
    return toFindingView(await this.checks.dismiss(noticeId, body, actor));
  }

  @Post('dismissals/removal')
  @HttpCode(200)
  @Allow('notices:edit')
  async restore(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: FindingBody,
    @CurrentActor() actor: Actor,
  ): Promise<FindingView> {
    return toFindingView(await this.checks.restore(noticeId, body, actor));
  }
}

export function toReportView(report: NoticeReport): NoticeReportView {
  const { revision, findings, passed, parts, readability, coverage, remarks } = report;
  return { revision, findings: findings.map(toFindingView), passed, parts, readability, coverage, remarks };
}

function toFindingView(finding: CheckedFinding): FindingView {
  const { rule, group, severity, place, text, why, evidence, fix, mend, judgement, fingerprint, dismissal } =
    finding;
  return {
    rule,
    group,
    severity,
    place,
    text,
    why,
    evidence,
    fix,
    ...(mend && { mend }),
    ...(judgement === true && { judgement }),
    fingerprint,
    dismissal: dismissal && {
      reason: dismissal.reason,
      by: dismissal.by,
      at: instantText(dismissal.at),
      revision: dismissal.revision,
    },
  };
}
