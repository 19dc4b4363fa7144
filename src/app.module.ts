import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { DynamicModule } from '@nestjs/common';
import { ENTITIES } from './app.entities.js';
import { AuditModule } from './audit/audit.module.js';
import { BreachRegisterModule } from './breach-register/breach-register.module.js';
import { CommitmentsModule } from './commitments/commitments.module.js';
import { CalendarsModule } from './calendars/calendars.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { KnowledgeEditionsModule } from './catalogue/knowledge-editions.module.js';
import { ComparablesModule } from './comparables/comparables.module.js';
import { KnowledgeModule } from './catalogue/knowledge.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { ObligationsModule } from './obligations/obligations.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { PlansModule } from './plans/plans.module.js';
import { PlaybookPlansModule } from './plans/playbook-plans.module.js';
import type { Environment } from './platform/config/environment.js';
import { HealthController } from './platform/health/health.controller.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProofsModule } from './proofs/proofs.module.js';
import { PlaybooksModule } from './playbooks/playbooks.module.js';
import { RecipientsModule } from './recipients/recipients.module.js';
import { RemindersModule } from './reminders/reminders.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { UiModule } from './ui/ui.module.js';

/** The whole service. */
@Module({})
export class AppModule {
  static forRoot(environment: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(environment, ENTITIES),
        AuditModule,
        IdentityModule,
        CatalogueModule,
        KnowledgeEditionsModule,
        KnowledgeModule,
        OrganisationModule,
        IncidentsModule,
        EvidenceModule,
        PlansModule,
        PlaybooksModule,
        PlaybookPlansModule,
        ComparablesModule,
        ObligationsModule,
        ProofsModule,
        NoticesModule,
        RecipientsModule,
        DeliveryModule,
        RemindersModule,
        CommitmentsModule,
        CalendarsModule,
        BreachRegisterModule,
        ReportsModule,
        UiModule,
      ],
      controllers: [HealthController],
      providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
    };
  }
}
