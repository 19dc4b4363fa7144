import { Module } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { ProofsModule } from '../proofs/proofs.module.js';
import { ApprovalGates } from './approval-gates.js';
import { ApprovalWatchers } from './approval-watchers.js';
import { ApprovedTexts } from './approved-texts.js';
import { CheckLimit } from './check-limit.js';
import { CheckedTexts } from './checked-texts.js';
import { ClaimedFixes } from './claimed-fixes.js';
import { CounselNotesController } from './counsel-notes.controller.js';
import { CounselNotes } from './counsel-notes.js';
import { NoticeApprovalsController } from './notice-approvals.controller.js';
import { DraftOfNow } from './draft-of-now.js';
import { NoticeApprovals } from './notice-approvals.js';
import { NoticeChecksController } from './notice-checks.controller.js';
import { NoticeChecks } from './notice-checks.service.js';
import { NoticeCommentsController } from './notice-comments.controller.js';
import { NoticeComments } from './notice-comments.js';
import { NoticeComparisons } from './notice-comparisons.js';
import { NoticeDesk } from './notice-desk.js';
import { NoticeDrafter } from './notice-drafter.js';
import { NoticeDrafts } from './notice-drafts.js';
import { NoticeDocumentsController } from './notice-documents.controller.js';
import { NoticeDocuments } from './notice-documents.js';
import { NoticeFields } from './notice-fields.js';
import { NoticeHistory } from './notice-history.js';
import { HouseTemplatePreview } from './house-template-preview.js';
import { HouseTemplatesController } from './house-templates.controller.js';
import { HouseTemplateSaves } from './house-template-saves.js';
import { HouseTemplates } from './house-templates.service.js';
import { HouseTemplateUses } from './house-template-uses.js';
import { HouseTextCheck } from './house-text-check.js';
import { HouseTextFields } from './house-text-fields.js';
import { HouseTextFindings } from './house-text-findings.js';
import { loadNoticeKinds } from './notice-kinds.loader.js';
import { NOTICE_KINDS } from './notice-kinds.js';
import { NoticeMenu } from './notice-menu.js';
import { NoticeMoves } from './notice-moves.js';
import { NoticePress } from './notice-press.js';
import { NoticePromises } from './notice-promises.js';
import { NoticePreview } from './notice-preview.js';
import { PreviewLimit } from './preview-limit.js';
import { PreviewReaders } from './preview-readers.js';
import { NoticeReadiness } from './notice-readiness.js';
import { NoticeRedraftController } from './notice-redraft.controller.js';
import { NoticeRedraft } from './notice-redraft.js';
import { NoticeReviewers } from './notice-reviewers.js';
import { NoticeReviewsController } from './notice-reviews.controller.js';
import { NoticeReviews } from './notice-reviews.js';
import { NoticeWording } from './notice-wording.js';
import { NoticesController } from './notices.controller.js';
import { Notices } from './notices.service.js';
import { Translations } from './translations.js';
import { UnsavedTexts } from './unsaved-texts.js';
import { WorkingCopiesController } from './working-copies.controller.js';
import { WorkingCopies } from './working-copies.js';

/** Texts to the people affected: drafted, edited, approved. A fault in a shipped template stops the start. */
@Module({
  imports: [PlansModule, ProofsModule, ObligationsModule, OrganisationModule],
  providers: [
    { provide: NOTICE_KINDS, useFactory: loadNoticeKinds, inject: [CATALOGUE] },
    NoticeDesk,
    NoticePress,
    HouseTextCheck,
    HouseTextFindings,
    HouseTextFields,
    HouseTemplates,
    HouseTemplateSaves,
    HouseTemplateUses,
    HouseTemplatePreview,
    NoticeDrafter,
    NoticePromises,
    ClaimedFixes,
    Translations,
    CheckedTexts,
    NoticeChecks,
    ApprovalGates,
    ApprovalWatchers,
    Notices,
    NoticeMoves,
    NoticeReadiness,
    NoticeDrafts,
    NoticeReviewers,
    NoticeReviews,
    NoticeApprovals,
    NoticeComments,
    CounselNotes,
    DraftOfNow,
    NoticeRedraft,
    NoticeComparisons,
    NoticeMenu,
    WorkingCopies,
    PreviewReaders,
    PreviewLimit,
    CheckLimit,
    UnsavedTexts,
    NoticePreview,
    NoticeDocuments,
    NoticeFields,
    NoticeHistory,
    NoticeWording,
    ApprovedTexts,
  ],
  controllers: [
    HouseTemplatesController,
    NoticeChecksController,
    NoticesController,
    WorkingCopiesController,
    NoticeReviewsController,
    NoticeApprovalsController,
    NoticeCommentsController,
    CounselNotesController,
    NoticeRedraftController,
    NoticeDocumentsController,
  ],
  exports: [
    Translations,
    HouseTextFields,
    HouseTemplates,
    HouseTemplateSaves,
    HouseTemplateUses,
    HouseTemplatePreview,
    NoticePromises,
    CheckedTexts,
    NoticeChecks,
    ApprovalGates,
    ApprovalWatchers,
    Notices,
    NoticeDrafts,
    NoticeReviewers,
    NoticeReviews,
    NoticeApprovals,
    NoticeComments,
    CounselNotes,
    DraftOfNow,
    NoticeRedraft,
    NoticeComparisons,
    NoticeMenu,
    WorkingCopies,
    PreviewReaders,
    PreviewLimit,
    ClaimedFixes,
    NoticePreview,
    NoticeDocuments,
    NoticeFields,
    NoticeHistory,
    NoticeWording,
    ApprovedTexts,
    NOTICE_KINDS,
  ],
})
export class NoticesModule {}
