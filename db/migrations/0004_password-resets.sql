CREATE TABLE "password_resets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid,
	"code_hash" "bytea" NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"requested_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	"ip" "inet",
	CONSTRAINT "password_resets_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "password_resets_maker" CHECK ("password_resets"."approved_by" is null or "password_resets"."approved_by" <> "password_resets"."account_id"),
	CONSTRAINT "password_resets_approval" CHECK (("password_resets"."approved_by" is null) = ("password_resets"."approved_at" is null)),
	CONSTRAINT "password_resets_account_known" CHECK ("password_resets"."approved_by" is null or "password_resets"."account_id" is not null),
	CONSTRAINT "password_resets_use" CHECK ("password_resets"."used_at" is null or "password_resets"."approved_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "initial_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_approved_by_accounts_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_resets_account" ON "password_resets" USING btree ("account_id","expires_at");--> statement-breakpoint
CREATE INDEX "password_resets_expiry" ON "password_resets" USING btree ("expires_at");
--> statement-breakpoint
-- Rows past their time are cleared by the next request; what was approved and done stands in the audit trail.
grant select, insert, update, delete on password_resets to shoumi_app;
