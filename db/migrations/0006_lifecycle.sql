CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_type" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "attachments_size" CHECK ("attachments"."size_bytes" between 1 and 10485760)
);
--> statement-breakpoint
CREATE TABLE "case_documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid,
	"transition_id" uuid,
	"person_id" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"payload" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_numbers" (
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "case_numbers_kind_year_pk" PRIMARY KEY("kind","year")
);
--> statement-breakpoint
CREATE TABLE "case_transitions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"seq_no" integer NOT NULL,
	"round" integer NOT NULL,
	"event" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"actor_role" text NOT NULL,
	"actor_account_id" uuid,
	"actor_person_id" uuid,
	"actor_name" text NOT NULL,
	"subject_person_id" uuid,
	"is_opinion" boolean NOT NULL,
	"opinion" text,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"request_id" text DEFAULT '' NOT NULL,
	CONSTRAINT "case_transitions_number" UNIQUE("case_id","seq_no"),
	CONSTRAINT "case_transitions_role" CHECK ("case_transitions"."actor_role" in ('subject', 'unit', 'hr', 'office', 'leader', 'system')),
	CONSTRAINT "case_transitions_not_own" CHECK (not "case_transitions"."is_opinion" or ("case_transitions"."actor_account_id" is not null and "case_transitions"."actor_person_id" is distinct from "case_transitions"."subject_person_id")
        or "case_transitions"."subject_person_id" is null),
	CONSTRAINT "case_transitions_actor" CHECK (("case_transitions"."actor_role" = 'system') = ("case_transitions"."actor_account_id" is null))
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"no" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"post_id" uuid,
	"level" text,
	"unit_id" uuid NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"turn" text[] NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"state_since" timestamp with time zone NOT NULL,
	"due_on" date,
	"ends_on" date,
	"opened_by" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"parent_id" uuid,
	CONSTRAINT "cases_no_unique" UNIQUE("no"),
	CONSTRAINT "cases_kind" CHECK ("cases"."kind" in ('post', 'entry', 'review', 'level-change', 'suspension', 'report', 'travel', 'exit', 'cooling-off-request', 'violation')),
	CONSTRAINT "cases_subject" CHECK (("cases"."kind" = 'post') = ("cases"."person_id" is null)),
	CONSTRAINT "cases_post" CHECK ("cases"."kind" <> 'post' or "cases"."post_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "pledge_reads" (
	"case_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"pledge_id" text NOT NULL,
	"pledge_version" integer NOT NULL,
	"opened_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "pledge_reads_case_id_account_id_pledge_id_pledge_version_pk" PRIMARY KEY("case_id","account_id","pledge_id","pledge_version")
);
--> statement-breakpoint
CREATE TABLE "post_assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"case_id" uuid,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "post_assignments_order" CHECK ("post_assignments"."valid_to" is null or "post_assignments"."valid_to" >= "post_assignments"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"level" text NOT NULL,
	"basis" text NOT NULL,
	"review_on" date NOT NULL,
	"status" text NOT NULL,
	"active_from" date,
	"closed_on" date,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "posts_code_unique" UNIQUE("code"),
	CONSTRAINT "posts_level" CHECK ("posts"."level" in ('general', 'important', 'core'))
);
--> statement-breakpoint
CREATE TABLE "certificate_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"certificate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision" text,
	"comment" text DEFAULT '' NOT NULL,
	CONSTRAINT "certificate_requests_decided" CHECK (("certificate_requests"."decided_by" is null) = ("certificate_requests"."decision" is null)),
	CONSTRAINT "certificate_requests_two" CHECK ("certificate_requests"."decision" = 'withdrawn' or "certificate_requests"."decided_by" is null or "certificate_requests"."decided_by" <> "certificate_requests"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dedupe_key" text NOT NULL,
	"person_id" uuid,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"href" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"last_error" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "deliveries_dedupe_key_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "lifecycle_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"version" integer NOT NULL,
	"spec" jsonb NOT NULL,
	"effective_from" date NOT NULL,
	"origin" text DEFAULT 'default' NOT NULL,
	"made_by" uuid,
	"approved_by" uuid,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "lifecycle_versions_version_unique" UNIQUE("version")
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"target" text NOT NULL,
	"spec" jsonb NOT NULL,
	"effective_from" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"comment" text DEFAULT '' NOT NULL,
	"published_version" integer,
	CONSTRAINT "policy_drafts_two" CHECK ("policy_drafts"."state" <> 'published' or "policy_drafts"."decided_by" <> "policy_drafts"."made_by")
);
--> statement-breakpoint
CREATE TABLE "ledger_corrections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"ledger_id" uuid NOT NULL,
	"minutes" integer NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision" text,
	"comment" text DEFAULT '' NOT NULL,
	CONSTRAINT "ledger_corrections_minutes" CHECK ("ledger_corrections"."minutes" > 0),
	CONSTRAINT "ledger_corrections_decided" CHECK (("ledger_corrections"."decided_by" is null) = ("ledger_corrections"."decision" is null)),
	CONSTRAINT "ledger_corrections_two" CHECK ("ledger_corrections"."decision" = 'withdrawn' or "ledger_corrections"."decided_by" is null or "ledger_corrections"."decided_by" <> "ledger_corrections"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "plan_exemptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assignment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"reason" text NOT NULL,
	"new_due_on" date,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision" text,
	"comment" text DEFAULT '' NOT NULL,
	CONSTRAINT "plan_exemptions_date" CHECK (("plan_exemptions"."kind" = 'extension') = ("plan_exemptions"."new_due_on" is not null)),
	CONSTRAINT "plan_exemptions_decided" CHECK (("plan_exemptions"."decided_by" is null) = ("plan_exemptions"."decision" is null)),
	CONSTRAINT "plan_exemptions_two" CHECK ("plan_exemptions"."decision" = 'withdrawn' or "plan_exemptions"."decided_by" is null or "plan_exemptions"."decided_by" <> "plan_exemptions"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "session_attendees" (
	"session_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"source" text NOT NULL,
	"signed_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "session_attendees_session_id_person_id_pk" PRIMARY KEY("session_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "training_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" text NOT NULL,
	"mode" text NOT NULL,
	"topics" text[] NOT NULL,
	"unit_id" uuid NOT NULL,
	"is_unit_organised" boolean NOT NULL,
	"place" text NOT NULL,
	"teacher" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	CONSTRAINT "training_sessions_mode" CHECK ("training_sessions"."mode" in ('session', 'visit', 'paper')),
	CONSTRAINT "training_sessions_order" CHECK ("training_sessions"."ends_at" > "training_sessions"."starts_at"),
	CONSTRAINT "training_sessions_minutes" CHECK ("training_sessions"."minutes" between 1 and 960),
	CONSTRAINT "training_sessions_two" CHECK ("training_sessions"."approved_by" is null or ("training_sessions"."approved_by" <> "training_sessions"."submitted_by" and "training_sessions"."approved_by" <> "training_sessions"."created_by")),
	CONSTRAINT "training_sessions_approval" CHECK (("training_sessions"."state" = 'approved') = ("training_sessions"."approved_by" is not null))
);
--> statement-breakpoint
ALTER TABLE "plan_assignments" DROP CONSTRAINT "plan_assignments_once";--> statement-breakpoint
ALTER TABLE "account_roles" DROP CONSTRAINT "account_roles_role";--> statement-breakpoint
ALTER TABLE "account_roles" DROP CONSTRAINT "account_roles_class";--> statement-breakpoint
ALTER TABLE "person_assignments" DROP CONSTRAINT "person_assignments_life";--> statement-breakpoint
DROP INDEX "hours_ledger_lesson_once";--> statement-breakpoint
ALTER TABLE "exams" ADD COLUMN "rules" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_assignments" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "plan_assignments" ADD COLUMN "counts_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "origin" text DEFAULT 'default' NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "made_by" uuid;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "approved_by" uuid;--> statement-breakpoint
ALTER TABLE "hours_ledger" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "lesson_progress" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_progress" ADD COLUMN "is_exempt" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_uploaded_by_accounts_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_documents" ADD CONSTRAINT "case_documents_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_documents" ADD CONSTRAINT "case_documents_transition_id_case_transitions_id_fk" FOREIGN KEY ("transition_id") REFERENCES "public"."case_transitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_documents" ADD CONSTRAINT "case_documents_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_transitions" ADD CONSTRAINT "case_transitions_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_transitions" ADD CONSTRAINT "case_transitions_actor_account_id_accounts_id_fk" FOREIGN KEY ("actor_account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_transitions" ADD CONSTRAINT "case_transitions_actor_person_id_people_id_fk" FOREIGN KEY ("actor_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_transitions" ADD CONSTRAINT "case_transitions_subject_person_id_people_id_fk" FOREIGN KEY ("subject_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_opened_by_accounts_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pledge_reads" ADD CONSTRAINT "pledge_reads_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pledge_reads" ADD CONSTRAINT "pledge_reads_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_assignments" ADD CONSTRAINT "post_assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_assignments" ADD CONSTRAINT "post_assignments_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_assignments" ADD CONSTRAINT "post_assignments_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_requests" ADD CONSTRAINT "certificate_requests_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_made_by_accounts_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_corrections" ADD CONSTRAINT "ledger_corrections_ledger_id_hours_ledger_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."hours_ledger"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_corrections" ADD CONSTRAINT "ledger_corrections_requested_by_accounts_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_corrections" ADD CONSTRAINT "ledger_corrections_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_exemptions" ADD CONSTRAINT "plan_exemptions_assignment_id_plan_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."plan_assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_exemptions" ADD CONSTRAINT "plan_exemptions_requested_by_accounts_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_exemptions" ADD CONSTRAINT "plan_exemptions_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_attendees" ADD CONSTRAINT "session_attendees_session_id_training_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_attendees" ADD CONSTRAINT "session_attendees_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_attendees" ADD CONSTRAINT "session_attendees_recorded_by_accounts_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_submitted_by_accounts_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_approved_by_accounts_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_owner" ON "attachments" USING btree ("owner_type","owner_id");--> statement-breakpoint
CREATE INDEX "case_documents_case" ON "case_documents" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_documents_person" ON "case_documents" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_transitions_one_opinion" ON "case_transitions" USING btree ("case_id","round","actor_account_id") WHERE is_opinion;--> statement-breakpoint
CREATE INDEX "cases_person" ON "cases" USING btree ("person_id","opened_at");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("kind","state") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "cases_ends" ON "cases" USING btree ("ends_on") WHERE closed_at is null and ends_on is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_one_open" ON "cases" USING btree ("person_id","kind") WHERE closed_at is null and "cases"."kind" in ('entry', 'review', 'level-change', 'suspension', 'exit');--> statement-breakpoint
CREATE UNIQUE INDEX "post_assignments_current" ON "post_assignments" USING btree ("person_id") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "post_assignments_post" ON "post_assignments" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "posts_unit" ON "posts" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_requests_open" ON "certificate_requests" USING btree ("certificate_id") WHERE decision is null;--> statement-breakpoint
CREATE INDEX "deliveries_state" ON "deliveries" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "policy_drafts_state" ON "policy_drafts" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_drafts_one_open" ON "policy_drafts" USING btree ("target") WHERE state in ('draft', 'submitted');--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_corrections_open" ON "ledger_corrections" USING btree ("ledger_id") WHERE decision is null;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_exemptions_open" ON "plan_exemptions" USING btree ("assignment_id") WHERE decision is null;--> statement-breakpoint
CREATE INDEX "session_attendees_person" ON "session_attendees" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "training_sessions_time" ON "training_sessions" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "plan_assignments_case" ON "plan_assignments" USING btree ("case_id") WHERE case_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "hours_ledger_lesson_once" ON "hours_ledger" USING btree ("person_id","lesson_id","training_year","round") WHERE mode = 'online';--> statement-breakpoint
CREATE UNIQUE INDEX "plan_assignments_once" ON "plan_assignments" USING btree ("person_id","plan_kind","training_year") WHERE case_id is null;--> statement-breakpoint
ALTER TABLE "account_roles" ADD CONSTRAINT "account_roles_role" CHECK ("account_roles"."role" in ('hr', 'office', 'unit-officer', 'leader', 'sysadmin', 'secadmin', 'auditor'));--> statement-breakpoint
ALTER TABLE "account_roles" ADD CONSTRAINT "account_roles_class" CHECK (case when "account_roles"."role" in ('hr', 'office', 'unit-officer', 'leader') then "account_roles"."role_class" = 'business' else "account_roles"."role_class" = "account_roles"."role" end);--> statement-breakpoint
ALTER TABLE "plan_assignments" ADD CONSTRAINT "plan_assignments_event" CHECK (("plan_assignments"."case_id" is null) or ("plan_assignments"."counts_from" is not null));--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_two" CHECK ("policy_versions"."made_by" is null or "policy_versions"."made_by" <> "policy_versions"."approved_by");--> statement-breakpoint
ALTER TABLE "person_assignments" ADD CONSTRAINT "person_assignments_life" CHECK ("person_assignments"."life_state" in ('ordinary', 'entering', 'in-post', 'suspended', 'leaving', 'cooling-off', 'left'));
--> statement-breakpoint
-- Evidence of the life-cycle is append-only, like all evidence (see 0002).
do $$
declare t text;
begin
  foreach t in array array['case_transitions', 'case_documents', 'attachments', 'lifecycle_versions'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end $$;
--> statement-breakpoint
-- No step is back-dated: whatever the statement says, a transition carries the instant of the database.
create function stamp_at() returns trigger language plpgsql as $$
begin
  new.at := app_now();
  return new;
end $$;
--> statement-breakpoint
create trigger case_transitions_stamp before insert on case_transitions for each row execute function stamp_at();
--> statement-breakpoint
grant select, insert on posts, post_assignments, cases, case_transitions, case_documents, case_numbers, attachments,
  pledge_reads, training_sessions, session_attendees, ledger_corrections, plan_exemptions, lifecycle_versions,
  policy_drafts, deliveries, certificate_requests to shoumi_app;
--> statement-breakpoint
grant update on posts, post_assignments, cases, case_numbers, pledge_reads, training_sessions, ledger_corrections,
  plan_exemptions, policy_drafts, deliveries, certificate_requests to shoumi_app;
--> statement-breakpoint
grant delete on session_attendees to shoumi_app;
