ALTER TABLE "accounts" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "kind" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "taken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "interruptions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel" CHECK ("deliveries"."channel" in ('email', 'webhook'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state_known" CHECK ("deliveries"."state" in ('queued', 'sending', 'sent', 'failed'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_sent" CHECK (("deliveries"."state" = 'sent') = ("deliveries"."sent_at" is not null));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_taken" CHECK ("deliveries"."state" <> 'sending' or "deliveries"."taken_at" is not null);