import { CreateAudit1795000000000 } from './migrations/1795000000000-create-audit.js';
import { CreateIdentity1795000000001 } from './migrations/1795000000001-create-identity.js';
import { CreateIncident1795000000002 } from './migrations/1795000000002-create-incident.js';
import { CreatePlanStep1795000000003 } from './migrations/1795000000003-create-plan-step.js';
import { CreateRecipient1795000000004 } from './migrations/1795000000004-create-recipient.js';
import { CreateMailing1795000000005 } from './migrations/1795000000005-create-mailing.js';
import { CreateOrganisation1795000000006 } from './migrations/1795000000006-create-organisation.js';
import { CreateNotice1795000000007 } from './migrations/1795000000007-create-notice.js';
import { CreateOwnStep1795000000008 } from './migrations/1795000000008-create-own-step.js';
import { CreateEvidence1795000000009 } from './migrations/1795000000009-create-evidence.js';
import { CreateProof1795000000010 } from './migrations/1795000000010-create-proof.js';
import { CreatePlaybook1795000000011 } from './migrations/1795000000011-create-playbook.js';
import { CreateComparable1795000000012 } from './migrations/1795000000012-create-comparable.js';
import { CreateKnowledge1795000000013 } from './migrations/1795000000013-create-knowledge.js';
import { CreateObligation1795000000014 } from './migrations/1795000000014-create-obligation.js';
import { CreateManualDuty1795000000015 } from './migrations/1795000000015-create-manual-duty.js';
import { CreateReminder1795000000016 } from './migrations/1795000000016-create-reminder.js';
import { CreateCalendarFeed1795000000017 } from './migrations/1795000000017-create-calendar-feed.js';
import { CreateSmallIncident1795000000018 } from './migrations/1795000000018-create-small-incident.js';
import { CreateWorkingCopy1795000000019 } from './migrations/1795000000019-create-working-copy.js';
import { CreateNoticeReview1795000000020 } from './migrations/1795000000020-create-notice-review.js';
import { CreateNoticeDismissal1795000000021 } from './migrations/1795000000021-create-notice-dismissal.js';
import { CreateCommitment1795000000022 } from './migrations/1795000000022-create-commitment.js';
import { AddNoticeSource1795000000023 } from './migrations/1795000000023-add-notice-source.js';
import { CreateHouseTemplate1795000000024 } from './migrations/1795000000024-create-house-template.js';

/** Every migration, oldest first. Additive only; each has both directions. */
export const MIGRATIONS = [
  CreateAudit1795000000000,
  CreateIdentity1795000000001,
  CreateIncident1795000000002,
  CreatePlanStep1795000000003,
  CreateRecipient1795000000004,
  CreateMailing1795000000005,
  CreateOrganisation1795000000006,
  CreateNotice1795000000007,
  CreateOwnStep1795000000008,
  CreateEvidence1795000000009,
  CreateProof1795000000010,
  CreatePlaybook1795000000011,
  CreateComparable1795000000012,
  CreateKnowledge1795000000013,
  CreateObligation1795000000014,
  CreateManualDuty1795000000015,
  CreateReminder1795000000016,
  CreateCalendarFeed1795000000017,
  CreateSmallIncident1795000000018,
  CreateWorkingCopy1795000000019,
  CreateNoticeReview1795000000020,
  CreateNoticeDismissal1795000000021,
  CreateCommitment1795000000022,
  AddNoticeSource1795000000023,
  CreateHouseTemplate1795000000024,
];
