import { AuditCheckpoint } from './audit/audit-checkpoint.entity.js';
import { AuditDetail } from './audit/audit-detail.entity.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { AuditHead } from './audit/audit-head.entity.js';
import { KnowledgeEdition } from './catalogue/knowledge-edition.entity.js';
import { KnowledgePack } from './catalogue/knowledge-pack.entity.js';
import { Delivery } from './delivery/delivery.entity.js';
import { Mailing } from './delivery/mailing.entity.js';
import { EvidenceChunk } from './evidence/evidence-chunk.entity.js';
import { EvidenceFile } from './evidence/evidence-file.entity.js';
import { EvidenceLink } from './evidence/evidence-link.entity.js';
import { Session } from './identity/session.entity.js';
import { SetupToken } from './identity/setup-token.entity.js';
import { SignInTryRow } from './identity/sign-in-try.entity.js';
import { User } from './identity/user.entity.js';
import { FactsRevision } from './incidents/facts-revision.entity.js';
import { IncidentMember } from './incidents/incident-member.entity.js';
import { Incident } from './incidents/incident.entity.js';
import { ReferenceCounter } from './incidents/reference-counter.entity.js';
import { CounselNoteRow } from './notices/counsel-note.entity.js';
import { HouseTemplateVersion } from './notices/house-template-version.entity.js';
import { HouseTemplate } from './notices/house-template.entity.js';
import { NoticeCommentRow } from './notices/notice-comment.entity.js';
import { NoticeDismissal } from './notices/notice-dismissal.entity.js';
import { NoticeReviewRow } from './notices/notice-review.entity.js';
import { NoticeRevision } from './notices/notice-revision.entity.js';
import { Notice } from './notices/notice.entity.js';
import { WorkingCopyRow } from './notices/working-copy.entity.js';
import { Filing } from './obligations/filing.entity.js';
import { ManualDutyDraft } from './obligations/manual-duty-draft.entity.js';
import { ManualDutyRow } from './obligations/manual-duty.entity.js';
import { ObligationEvent } from './obligations/obligation-event.entity.js';
import { Obligation } from './obligations/obligation.entity.js';
import { Reevaluation } from './obligations/reevaluation.entity.js';
import { RegisterState } from './obligations/register-state.entity.js';
import { Organisation } from './organisation/organisation.entity.js';
import { OwnStepRow } from './plans/own-step.entity.js';
import { PlanStep } from './plans/plan-step.entity.js';
import { RecipientImport } from './recipients/recipient-import.entity.js';
import { Recipient } from './recipients/recipient.entity.js';
import { IncidentPlaybook } from './playbooks/incident-playbook.entity.js';
import { PlaybookVersion } from './playbooks/playbook-version.entity.js';
import { Playbook } from './playbooks/playbook.entity.js';
import { ProofOfFix } from './proofs/proof-of-fix.entity.js';
import { ProofRevision } from './proofs/proof-revision.entity.js';
import { SmallIncidentRow } from './breach-register/small-incident.entity.js';
import { Commitment } from './commitments/commitment.entity.js';
import { CalendarFeed } from './calendars/calendar-feed.entity.js';
import { Reminder } from './reminders/reminder.entity.js';
import type { Entities } from './platform/database/data-source.js';
import { ComparableCellRow } from './comparables/comparable-cell.entity.js';
import { ComparableRow } from './comparables/comparable-row.entity.js';
import { ComparableTally } from './comparables/comparable-tally.entity.js';
import { DataKey } from './platform/secrets/data-key.entity.js';

/** Every table of the service. */
export const ENTITIES: Entities = [
  DataKey,
  Commitment,
  AuditEntry,
  AuditDetail,
  AuditHead,
  AuditCheckpoint,
  User,
  Session,
  SetupToken,
  SignInTryRow,
  KnowledgePack,
  KnowledgeEdition,
  Incident,
  FactsRevision,
  IncidentMember,
  ReferenceCounter,
  PlanStep,
  OwnStepRow,
  Recipient,
  RecipientImport,
  Mailing,
  Delivery,
  Organisation,
  Notice,
  NoticeRevision,
  HouseTemplate,
  HouseTemplateVersion,
  WorkingCopyRow,
  NoticeReviewRow,
  NoticeCommentRow,
  NoticeDismissal,
  CounselNoteRow,
  Obligation,
  ObligationEvent,
  Filing,
  ManualDutyRow,
  ManualDutyDraft,
  RegisterState,
  Reevaluation,
  Reminder,
  CalendarFeed,
  SmallIncidentRow,
  ProofOfFix,
  ProofRevision,
  Playbook,
  PlaybookVersion,
  IncidentPlaybook,
  EvidenceFile,
  EvidenceChunk,
  EvidenceLink,
  ComparableRow,
  ComparableCellRow,
  ComparableTally,
];
