const STEP_DECISIONS = ['proposed', 'accepted', 'in_progress', 'done', 'skipped', 'not_applicable'].map(
  (state) => `step.${state}`,
);

/**
 * What each route that can change something leaves in the audit trail: the actions one success may append, or `none`
 * with the reason why nothing is changed. The access test fails for a route that is missing here.
 */
export const CHANGES: Readonly<Record<string, readonly string[] | { none: string }>> = {
  'POST /sign-in': ['user.signed_in'],
  'POST /sign-out': ['user.signed_out'],
  'POST /setup': ['user.first_admin_set_up', 'user.set_up'],
  'POST /step-up': ['user.stepped_up'],
  'POST /me/password': ['user.password_changed'],
  'POST /me/sessions/:sessionId/end': ['session.ended'],
  'POST /settings/people': ['user.invited'],
  'POST /settings/people/:userId/setup-link': ['user.invited'],
  'POST /settings/people/:userId/role': ['user.role_changed'],
  'POST /settings/people/:userId/disable': ['user.disabled'],
  'POST /settings/people/:userId/enable': ['user.enabled'],
  'POST /api/v1/sessions': ['user.signed_in'],
  'DELETE /api/v1/sessions/current': ['user.signed_out'],
  'POST /api/v1/me/step-up': ['user.stepped_up'],
  'POST /api/v1/me/password': ['user.password_changed'],
  'DELETE /api/v1/me/sessions/:sessionId': ['session.ended'],
  'POST /api/v1/users': ['user.invited'],
  'PATCH /api/v1/users/:userId': ['user.role_changed', 'user.disabled', 'user.enabled'],
  'POST /api/v1/users/:userId/setup-link': ['user.invited'],
  'PUT /api/v1/settings/organisation': ['organisation.profile_saved'],
  'POST /api/v1/incidents': ['incident.opened'],
  'POST /api/v1/incidents/import': ['incident.opened', 'incident.facts_changed'],
  'PATCH /api/v1/incidents/:incidentId': ['incident.changed'],
  'PATCH /api/v1/incidents/:incidentId/facts': ['incident.facts_changed'],
  'POST /api/v1/incidents/:incidentId/members': ['incident.member_added'],
  'DELETE /api/v1/incidents/:incidentId/members/:userId': ['incident.member_removed'],
  'POST /api/v1/incidents/:incidentId/plan/steps/:stepId/decision': STEP_DECISIONS,
  'POST /api/v1/incidents/:incidentId/plan/steps/:stepId/assignment': ['step.assigned'],
  'POST /api/v1/incidents/:incidentId/notices': ['notice.drafted'],
  'POST /api/v1/notices/:noticeId/revisions': ['notice.revised'],
  'POST /api/v1/notices/:noticeId/submission': ['notice.submitted'],
  'POST /api/v1/notices/:noticeId/return': ['notice.returned'],
  'POST /api/v1/notices/:noticeId/withdrawal': ['notice.withdrawn'],
  'POST /api/v1/notices/:noticeId/approval': ['notice.approved'],
  'POST /api/v1/incidents/:incidentId/recipients/import': ['recipients.imported'],
  'POST /incidents/new': ['incident.opened'],
  'POST /incidents/import': ['incident.opened', 'incident.facts_changed'],
  'POST /incidents/:reference/plan/steps/:stepId/decision': STEP_DECISIONS,
  'POST /incidents/:reference/plan/steps/:stepId/assignment': ['step.assigned'],
};
