CREATE TABLE "study_answers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "study_answers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"item_version" integer NOT NULL,
	"lesson_id" text NOT NULL,
	"occasion" text NOT NULL,
	"correct" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "study_answers_occasion" CHECK ("study_answers"."occasion" in ('lesson', 'practice', 'review'))
);
--> statement-breakpoint
ALTER TABLE "study_answers" ADD CONSTRAINT "study_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "study_answers_person" ON "study_answers" USING btree ("person_id","item_id");--> statement-breakpoint
-- Evidence like the rest (see 0002): written once, changed and removed by no role.
create trigger study_answers_append_only before update or delete on study_answers for each row execute function refuse_change();
--> statement-breakpoint
create trigger study_answers_no_truncate before truncate on study_answers for each statement execute function refuse_change();
--> statement-breakpoint
grant select, insert on study_answers to shoumi_app;
