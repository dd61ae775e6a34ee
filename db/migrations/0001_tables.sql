CREATE TABLE "account_roles" (
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"role_class" text NOT NULL,
	"unit_id" uuid,
	"granted_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"granted_by" uuid,
	CONSTRAINT "account_roles_account_id_role_pk" PRIMARY KEY("account_id","role"),
	CONSTRAINT "account_roles_role" CHECK ("account_roles"."role" in ('hr', 'office', 'unit-officer', 'sysadmin', 'secadmin', 'auditor')),
	CONSTRAINT "account_roles_class" CHECK (case when "account_roles"."role" in ('hr', 'office', 'unit-officer') then "account_roles"."role_class" = 'business' else "account_roles"."role_class" = "account_roles"."role" end),
	CONSTRAINT "account_roles_unit" CHECK (("account_roles"."role" = 'unit-officer') = ("account_roles"."unit_id" is not null)),
	CONSTRAINT "account_roles_maker" CHECK ("account_roles"."granted_by" is null or "account_roles"."granted_by" <> "account_roles"."account_id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_no" text NOT NULL,
	"display_name" text NOT NULL,
	"person_id" uuid,
	"role_class" text DEFAULT 'business' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"password_hash" text,
	"password_set_at" timestamp with time zone,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"initial_expires_at" timestamp with time zone,
	"session_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "accounts_employee_no_unique" UNIQUE("employee_no"),
	CONSTRAINT "accounts_person_id_unique" UNIQUE("person_id"),
	CONSTRAINT "accounts_id_class" UNIQUE("id","role_class"),
	CONSTRAINT "accounts_class" CHECK ("accounts"."role_class" in ('business', 'sysadmin', 'secadmin', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "login_throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"window_started_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "password_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"password_hash" text NOT NULL,
	"set_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"account_id" uuid NOT NULL,
	"session_version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"idle_seconds" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_reason" text,
	"ip" "inet",
	"user_agent" text DEFAULT '' NOT NULL,
	CONSTRAINT "sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "attempt_answer_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attempt_answer_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"attempt_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"seq" integer NOT NULL,
	"response" jsonb NOT NULL,
	"is_late" boolean NOT NULL,
	"session_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt_answers" (
	"attempt_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"seq" integer NOT NULL,
	"response" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attempt_answers_attempt_id_position_pk" PRIMARY KEY("attempt_id","position")
);
--> statement-breakpoint
CREATE TABLE "attempt_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attempt_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"attempt_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"session_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt_items" (
	"attempt_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"item_id" text NOT NULL,
	"item_version" integer NOT NULL,
	"section" text NOT NULL,
	"points" numeric(6, 2) NOT NULL,
	"option_order" jsonb NOT NULL,
	CONSTRAINT "attempt_items_attempt_id_position_pk" PRIMARY KEY("attempt_id","position")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"exam_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"attempt_no" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"seed" text NOT NULL,
	"bank_hash" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"deadline_at" timestamp with time zone NOT NULL,
	"holder_session_id" uuid NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	CONSTRAINT "attempts_number" UNIQUE("exam_id","person_id","attempt_no"),
	CONSTRAINT "attempts_no" CHECK ("attempts"."attempt_no" >= 1),
	CONSTRAINT "attempts_closed" CHECK (("attempts"."state" = 'open') = ("attempts"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "blueprint_versions" (
	"blueprint_id" text NOT NULL,
	"version" integer NOT NULL,
	"spec" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"is_current" boolean NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "blueprint_versions_blueprint_id_version_pk" PRIMARY KEY("blueprint_id","version")
);
--> statement-breakpoint
CREATE TABLE "exams" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" text NOT NULL,
	"plan_kind" text NOT NULL,
	"training_year" integer NOT NULL,
	"blueprint_id" text NOT NULL,
	"blueprint_version" integer NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "exams_plan_year" UNIQUE("plan_kind","training_year"),
	CONSTRAINT "exams_window" CHECK ("exams"."closes_at" > "exams"."opens_at")
);
--> statement-breakpoint
CREATE TABLE "grades" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"attempt_id" uuid NOT NULL,
	"grade_no" integer NOT NULL,
	"score" numeric(6, 2) NOT NULL,
	"max_score" numeric(6, 2) NOT NULL,
	"passed" boolean NOT NULL,
	"detail" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"graded_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "grades_number" UNIQUE("attempt_id","grade_no")
);
--> statement-breakpoint
CREATE TABLE "item_keys" (
	"item_id" text NOT NULL,
	"version" integer NOT NULL,
	"key" jsonb NOT NULL,
	CONSTRAINT "item_keys_item_id_version_pk" PRIMARY KEY("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "item_versions" (
	"item_id" text NOT NULL,
	"version" integer NOT NULL,
	"pool" text NOT NULL,
	"type" text NOT NULL,
	"lesson_id" text NOT NULL,
	"module" text NOT NULL,
	"difficulty" smallint NOT NULL,
	"laws" text[] NOT NULL,
	"body" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"status" text NOT NULL,
	"is_current" boolean NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "item_versions_item_id_version_pk" PRIMARY KEY("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"seq_no" integer GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_seq_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"actor_account_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text DEFAULT '' NOT NULL,
	"ip" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"seal_no" integer PRIMARY KEY NOT NULL,
	"from_seq_no" integer NOT NULL,
	"upto_seq_no" integer NOT NULL,
	"event_count" integer NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"certificate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"approved_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "certificate_events_two" CHECK ("certificate_events"."requested_by" <> "certificate_events"."approved_by")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"serial" text NOT NULL,
	"person_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"verify_code" text NOT NULL,
	"payload" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"issued_on" date NOT NULL,
	"valid_until" date NOT NULL,
	"issued_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "certificates_serial_unique" UNIQUE("serial"),
	CONSTRAINT "certificates_verify_code_unique" UNIQUE("verify_code"),
	CONSTRAINT "certificates_assignment" UNIQUE("assignment_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"dedupe_key" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"href" text,
	"is_urgent" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notices_once" UNIQUE("person_id","dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "plan_assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"plan_kind" text NOT NULL,
	"training_year" integer NOT NULL,
	"policy_version_id" uuid NOT NULL,
	"required_minutes" integer NOT NULL,
	"due_on" date NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"assigned_by" uuid,
	"reason" text NOT NULL,
	CONSTRAINT "plan_assignments_once" UNIQUE("person_id","plan_kind","training_year"),
	CONSTRAINT "plan_assignments_minutes" CHECK ("plan_assignments"."required_minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "plan_completions" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"completed_at" timestamp with time zone NOT NULL,
	"counted_minutes" integer NOT NULL,
	"attempt_id" uuid,
	"certificate_id" uuid
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_kind" text NOT NULL,
	"version" integer NOT NULL,
	"spec" jsonb NOT NULL,
	"effective_from_year" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "policy_versions_number" UNIQUE("plan_kind","version")
);
--> statement-breakpoint
CREATE TABLE "hours_ledger" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"training_year" integer NOT NULL,
	"minutes" integer NOT NULL,
	"mode" text NOT NULL,
	"lesson_id" text,
	"lesson_version" integer,
	"title" text NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"is_unit_organised" boolean DEFAULT false NOT NULL,
	"occurred_from" timestamp with time zone NOT NULL,
	"occurred_to" timestamp with time zone NOT NULL,
	"reverses_id" uuid,
	"recorded_by" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "hours_ledger_reverses_id_unique" UNIQUE("reverses_id"),
	CONSTRAINT "hours_ledger_correction" CHECK (("hours_ledger"."mode" = 'correction') = ("hours_ledger"."reverses_id" is not null)),
	CONSTRAINT "hours_ledger_sign" CHECK (("hours_ledger"."mode" = 'correction' and "hours_ledger"."minutes" < 0) or ("hours_ledger"."mode" <> 'correction' and "hours_ledger"."minutes" > 0))
);
--> statement-breakpoint
CREATE TABLE "lesson_progress" (
	"person_id" uuid NOT NULL,
	"lesson_id" text NOT NULL,
	"training_year" integer NOT NULL,
	"lesson_version" integer NOT NULL,
	"credited_seconds" integer DEFAULT 0 NOT NULL,
	"sections_done" text[] DEFAULT '{}' NOT NULL,
	"checks_done" text[] DEFAULT '{}' NOT NULL,
	"position" text DEFAULT '' NOT NULL,
	"started_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"completed_at" timestamp with time zone,
	CONSTRAINT "lesson_progress_person_id_lesson_id_training_year_pk" PRIMARY KEY("person_id","lesson_id","training_year")
);
--> statement-breakpoint
CREATE TABLE "lesson_versions" (
	"lesson_id" text NOT NULL,
	"version" integer NOT NULL,
	"module" text NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"planned_minutes" integer NOT NULL,
	"plans" text[] NOT NULL,
	"topics" text[] NOT NULL,
	"section_ids" text[] NOT NULL,
	"check_item_ids" text[] NOT NULL,
	"content_hash" text NOT NULL,
	"is_current" boolean NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "lesson_versions_lesson_id_version_pk" PRIMARY KEY("lesson_id","version"),
	CONSTRAINT "lesson_versions_minutes" CHECK ("lesson_versions"."planned_minutes" between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "open_lessons" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"lesson_id" text NOT NULL,
	"training_year" integer NOT NULL,
	"viewer_id" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"last_beat_at" timestamp with time zone,
	"presence_asked_at" timestamp with time zone,
	"next_presence_at_seconds" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_cards" (
	"person_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"answered" integer DEFAULT 0 NOT NULL,
	"correct" integer DEFAULT 0 NOT NULL,
	"last_correct" boolean DEFAULT false NOT NULL,
	"card" jsonb NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "practice_cards_person_id_item_id_pk" PRIMARY KEY("person_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "study_credits" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "study_credits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" uuid NOT NULL,
	"lesson_id" text NOT NULL,
	"lesson_version" integer NOT NULL,
	"training_year" integer NOT NULL,
	"viewer_id" uuid NOT NULL,
	"credited_seconds" integer NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "study_credits_seconds" CHECK ("study_credits"."credited_seconds" between 1 and 30)
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"zone" text DEFAULT 'Asia/Shanghai' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_no" text NOT NULL,
	"name" text NOT NULL,
	"name_pinyin" text NOT NULL,
	"joined_on" date NOT NULL,
	"left_on" date,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "people_employee_no_unique" UNIQUE("employee_no")
);
--> statement-breakpoint
CREATE TABLE "person_assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"category" text NOT NULL,
	"life_state" text NOT NULL,
	"employment_form" text NOT NULL,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "person_assignments_category" CHECK ("person_assignments"."category" in ('none', 'general', 'important', 'core')),
	CONSTRAINT "person_assignments_life" CHECK ("person_assignments"."life_state" in ('ordinary', 'entering', 'in-post', 'leaving', 'cooling-off', 'left')),
	CONSTRAINT "person_assignments_order" CHECK ("person_assignments"."valid_to" is null or "person_assignments"."valid_to" > "person_assignments"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "unit_closure" (
	"ancestor_id" uuid NOT NULL,
	"descendant_id" uuid NOT NULL,
	"depth" integer NOT NULL,
	CONSTRAINT "unit_closure_ancestor_id_descendant_id_pk" PRIMARY KEY("ancestor_id","descendant_id")
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" uuid,
	"sort" integer DEFAULT 0 NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "units_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "account_roles" ADD CONSTRAINT "account_roles_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_roles" ADD CONSTRAINT "account_roles_account_id_role_class_accounts_id_role_class_fk" FOREIGN KEY ("account_id","role_class") REFERENCES "public"."accounts"("id","role_class") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_history" ADD CONSTRAINT "password_history_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_events" ADD CONSTRAINT "attempt_events_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_items" ADD CONSTRAINT "attempt_items_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams" ADD CONSTRAINT "exams_blueprint_id_blueprint_version_blueprint_versions_blueprint_id_version_fk" FOREIGN KEY ("blueprint_id","blueprint_version") REFERENCES "public"."blueprint_versions"("blueprint_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades" ADD CONSTRAINT "grades_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_keys" ADD CONSTRAINT "item_keys_item_id_version_item_versions_item_id_version_fk" FOREIGN KEY ("item_id","version") REFERENCES "public"."item_versions"("item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_events" ADD CONSTRAINT "certificate_events_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_assignment_id_plan_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."plan_assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_assignments" ADD CONSTRAINT "plan_assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_assignments" ADD CONSTRAINT "plan_assignments_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_completions" ADD CONSTRAINT "plan_completions_assignment_id_plan_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."plan_assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_ledger" ADD CONSTRAINT "hours_ledger_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_progress" ADD CONSTRAINT "lesson_progress_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_lessons" ADD CONSTRAINT "open_lessons_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cards" ADD CONSTRAINT "practice_cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_assignments" ADD CONSTRAINT "person_assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_assignments" ADD CONSTRAINT "person_assignments_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_closure" ADD CONSTRAINT "unit_closure_ancestor_id_units_id_fk" FOREIGN KEY ("ancestor_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_closure" ADD CONSTRAINT "unit_closure_descendant_id_units_id_fk" FOREIGN KEY ("descendant_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_history_account" ON "password_history" USING btree ("account_id","set_at");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "attempt_answer_events_attempt" ON "attempt_answer_events" USING btree ("attempt_id","position");--> statement-breakpoint
CREATE INDEX "attempt_events_attempt" ON "attempt_events" USING btree ("attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_open" ON "attempts" USING btree ("exam_id","person_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "attempts_overdue" ON "attempts" USING btree ("deadline_at") WHERE state in ('open', 'submitted');--> statement-breakpoint
CREATE INDEX "attempts_person" ON "attempts" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "item_versions_current" ON "item_versions" USING btree ("item_id") WHERE is_current;--> statement-breakpoint
CREATE INDEX "item_versions_pool" ON "item_versions" USING btree ("pool","lesson_id") WHERE is_current;--> statement-breakpoint
CREATE INDEX "audit_events_seq" ON "audit_events" USING btree ("seq_no");--> statement-breakpoint
CREATE INDEX "audit_events_subject" ON "audit_events" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor_account_id","at");--> statement-breakpoint
CREATE INDEX "certificate_events_certificate" ON "certificate_events" USING btree ("certificate_id");--> statement-breakpoint
CREATE INDEX "certificates_person" ON "certificates" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_unread" ON "notices" USING btree ("person_id","id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "plan_assignments_year" ON "plan_assignments" USING btree ("training_year","plan_kind");--> statement-breakpoint
CREATE INDEX "hours_ledger_person_year" ON "hours_ledger" USING btree ("person_id","training_year");--> statement-breakpoint
CREATE UNIQUE INDEX "hours_ledger_lesson_once" ON "hours_ledger" USING btree ("person_id","lesson_id","training_year") WHERE mode = 'online';--> statement-breakpoint
CREATE UNIQUE INDEX "lesson_versions_current" ON "lesson_versions" USING btree ("lesson_id") WHERE is_current;--> statement-breakpoint
CREATE INDEX "practice_cards_due" ON "practice_cards" USING btree ("person_id","due_at");--> statement-breakpoint
CREATE INDEX "study_credits_person" ON "study_credits" USING btree ("person_id","lesson_id","at");--> statement-breakpoint
CREATE INDEX "people_name" ON "people" USING btree ("name");--> statement-breakpoint
CREATE INDEX "person_assignments_person" ON "person_assignments" USING btree ("person_id","valid_from");--> statement-breakpoint
CREATE INDEX "person_assignments_unit" ON "person_assignments" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_assignments_current" ON "person_assignments" USING btree ("person_id") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "unit_closure_down" ON "unit_closure" USING btree ("descendant_id");--> statement-breakpoint
CREATE INDEX "units_parent" ON "units" USING btree ("parent_id");