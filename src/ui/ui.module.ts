import { Global, Module } from '@nestjs/common';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { ErrorPages } from '../platform/http/error-pages.js';
import { AssetsController } from './assets.controller.js';
import { HtmlErrorPages } from './error-pages.js';
import { MePage } from './pages/me.page.js';
import { ObligationsPage } from './pages/obligations.page.js';
import { ObligationActsPage } from './pages/obligations.acts.page.js';
import { ObligationFilingsPage } from './pages/obligations.filings.page.js';
import { ObligationsScreen } from './pages/obligations.screen.js';
import { PeoplePage } from './pages/people.page.js';
import { OwnStepPage } from './pages/own-step.page.js';
import { PlanDecisionsPage } from './pages/plan.decisions.page.js';
import { PlanExtras } from './pages/plan.extras.js';
import { PlanPage } from './pages/plan.page.js';
import { PlanReportPage } from './pages/plan.report.page.js';
import { PlanScreen } from './pages/plan.screen.js';
import { SetupPage } from './pages/setup.page.js';
import { SignInPage } from './pages/sign-in.page.js';
import { StepUpPage } from './pages/step-up.page.js';
import { ComparablesModule } from '../comparables/comparables.module.js';
import { ComparablesCards } from './pages/comparables.card.js';
import { KnowledgePage } from './pages/knowledge.page.js';
import { EvidenceBasePage } from './pages/knowledge.evidence.page.js';
import { IndustriesPage } from './pages/knowledge.industries.page.js';
import { CatalogueStepsPage } from './pages/knowledge.steps.page.js';
import { ComparablesPage } from './pages/comparables.page.js';
import { Shell } from './shell.js';
import { Visitor } from './visitor.js';
import { PlansModule } from '../plans/plans.module.js';
import { ProofsModule } from '../proofs/proofs.module.js';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { IncidentFrame } from './incident-frame.js';
import { IncidentNewPage } from './pages/incident-new.page.js';
import { IncidentSmallPage } from './pages/incident-small.page.js';
import { BreachRegisterPage } from './pages/breach-register.page.js';
import { BreachRegisterModule } from '../breach-register/breach-register.module.js';
import { IncidentsPage } from './pages/incidents.page.js';
import { IncidentImportPage } from './pages/incident-import.page.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleCards } from './pages/people-card.js';
import { NoticesCards } from './pages/notices-card.js';
import { NoticesPage } from './pages/notices.page.js';
import { ChecksCards } from './pages/notice-checks.card.js';
import { NoticeChecksPage } from './pages/notice-checks.page.js';
import { NoticeCommentsPage } from './pages/notice-comments.page.js';
import { NoticeEditorPage } from './pages/notice-editor.page.js';
import { NoticeEditorScreen } from './pages/notice-editor.screen.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { CommitmentsPage } from './pages/commitments.page.js';
import { NoticeCommitmentCards } from './pages/notice-commitments.card.js';
import { NoticeCommitmentsPage } from './pages/notice-commitments.page.js';
import { CounselNoteCards } from './pages/counsel-notes.card.js';
import { CounselNotesPage } from './pages/counsel-notes.page.js';
import { NoticeRedraftPage } from './pages/notice-redraft.page.js';
import { NoticeRedraftScreen } from './pages/notice-redraft.screen.js';
import { NoticeRestorationPage } from './pages/notice-restoration.page.js';
import { NoticePreviewPage } from './pages/notice-preview.page.js';
import { NoticeReadings } from './pages/notice-reading.js';
import { NoticeReviewPage } from './pages/notice-review.page.js';
import { NoticeReviewScreen } from './pages/notice-review.screen.js';
import { MovedCards } from './pages/notice-moved.card.js';
import { ReviewerCards } from './pages/notice-reviewers.card.js';
import { NoticeReviewersPage } from './pages/notice-reviewers.page.js';
import { LanguageCards } from './pages/notice-languages.card.js';
import { CoverageCards } from './pages/notice-coverage.card.js';
import { PreviewCards } from './pages/notice-preview.card.js';
import { TypedTexts } from './pages/notice-typed.js';
import { OpenedNotices } from './pages/notice.opened.js';
import { HouseTemplatePage } from './pages/house-template.page.js';
import { HousePreviewCards } from './pages/house-template-preview.card.js';
import { HouseTemplateScreen } from './pages/house-template.screen.js';
import { HouseTemplatesPage } from './pages/house-templates.page.js';
import { IncidentOverviewPage } from './pages/incident-overview.page.js';
import { ManualDutiesPage } from './pages/manual-duties.page.js';
import { ManualImportsPage } from './pages/manual-imports.page.js';
import { MembersPage } from './pages/members.page.js';
import { FactsSheetForm } from './pages/facts.sheet-form.js';
import { FactsPage } from './pages/facts.page.js';
import { AuditPage } from './pages/audit.page.js';
import { OrganisationSettingsPage } from './pages/settings-organisation.page.js';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { RecipientsModule } from '../recipients/recipients.module.js';
import { MailingConfirmationPage } from './pages/mailings.confirmation.page.js';
import { MailingPage } from './pages/mailings.one.page.js';
import { OpenedMailings } from './pages/mailings.opened.js';
import { MailingsPage } from './pages/mailings.page.js';
import { OutboxPage } from './pages/outbox.page.js';
import { ProofFilesPage } from './pages/proof-files.page.js';
import { ProofPage } from './pages/proof.page.js';
import { ProofScreen } from './pages/proof.screen.js';
import { RecipientsPage } from './pages/recipients.page.js';
import { EvidenceActsPage } from './pages/evidence.acts.page.js';
import { EvidencePage } from './pages/evidence.page.js';
import { EvidenceScreen } from './pages/evidence.screen.js';
import { EvidenceSubjects } from './pages/evidence.subjects.js';
import { Boards } from './pages/dashboard.board.js';
import { WaitingItems } from './pages/dashboard.waiting.js';
import { DashboardPage } from './pages/dashboard.page.js';
import { BoardClocks } from './pages/dashboard.clocks.js';
import { DutyListPage } from './pages/duty-list.page.js';
import { ReevaluationPage } from './pages/reevaluation.page.js';
import { PlaybooksModule } from '../playbooks/playbooks.module.js';
import { PlaybookPlansModule } from '../plans/playbook-plans.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { DutyReportPage } from './pages/duty-report.page.js';
import { PlaybookApplyPage } from './pages/playbook-apply.page.js';
import { PlaybookEditorPage } from './pages/playbook-editor.page.js';
import { PlaybookEditor } from './pages/playbook-editor.screen.js';
import { PlaybookOfPlanPage } from './pages/playbook-of-plan.page.js';
import { PlaybookPage } from './pages/playbook.page.js';
import { PlaybooksPage } from './pages/playbooks.page.js';

/** Every page. A page controller registers here; it gets its frame from {@link Shell}. */
@Global()
@Module({
  imports: [
    OrganisationModule,
    PlansModule,
    PlaybooksModule,
    PlaybookPlansModule,
    ProofsModule,
    ComparablesModule,
    ObligationsModule,
    ReportsModule,
    NoticesModule,
    CommitmentsModule,
    RecipientsModule,
    DeliveryModule,
    CalendarsModule,
    BreachRegisterModule,
    RemindersModule,
  ],
  controllers: [
    AssetsController,
    SignInPage,
    SetupPage,
    StepUpPage,
    MePage,
    PeoplePage,
    IncidentNewPage,
    IncidentSmallPage,
    BreachRegisterPage,
    IncidentsPage,
    PlanPage,
    PlanReportPage,
    PlanDecisionsPage,
    OwnStepPage,
    ManualDutiesPage,
    ManualImportsPage,
    ObligationsPage,
    DutyListPage,
    ReevaluationPage,
    ObligationActsPage,
    ObligationFilingsPage,
    DutyReportPage,
    IncidentImportPage,
    IncidentOverviewPage,
    HouseTemplatesPage,
    HouseTemplatePage,
    MembersPage,
    FactsPage,
    NoticesPage,
    NoticeChecksPage,
    NoticeCommentsPage,
    NoticeEditorPage,
    NoticePreviewPage,
    NoticeRedraftPage,
    NoticeRestorationPage,
    NoticeReviewPage,
    NoticeReviewersPage,
    CounselNotesPage,
    NoticeCommitmentsPage,
    CommitmentsPage,
    AuditPage,
    OrganisationSettingsPage,
    RecipientsPage,
    MailingsPage,
    MailingPage,
    MailingConfirmationPage,
    OutboxPage,
    EvidencePage,
    EvidenceActsPage,
    DashboardPage,
    ProofPage,
    ProofFilesPage,
    PlaybooksPage,
    PlaybookEditorPage,
    PlaybookPage,
    PlaybookApplyPage,
    PlaybookOfPlanPage,
    ComparablesPage,
    KnowledgePage,
    EvidenceBasePage,
    CatalogueStepsPage,
    IndustriesPage,
  ],
  providers: [
    PlanExtras,
    Shell,
    Visitor,
    { provide: ErrorPages, useClass: HtmlErrorPages },
    IncidentFrame,
    ObligationsScreen,
    PlanScreen,
    PeopleCards,
    NoticesCards,
    OpenedNotices,
    CoverageCards,
    LanguageCards,
    ChecksCards,
    PreviewCards,
    TypedTexts,
    NoticeEditorScreen,
    NoticeRedraftScreen,
    NoticeReviewScreen,
    NoticeReadings,
    MovedCards,
    ReviewerCards,
    CounselNoteCards,
    NoticeCommitmentCards,
    HousePreviewCards,
    HouseTemplateScreen,
    FactsSheetForm,
    OpenedMailings,
    EvidenceScreen,
    EvidenceSubjects,
    Boards,
    WaitingItems,
    BoardClocks,
    ProofScreen,
    PlaybookEditor,
    ComparablesCards,
  ],
  exports: [ErrorPages],
})
export class UiModule {}
