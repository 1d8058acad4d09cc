-- CreateTable
CREATE TABLE "Snapshot" (
    "runId" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "parameters" BYTEA NOT NULL,

    CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("runId","step")
);

-- AddForeignKey
ALTER TABLE "Snapshot" ADD CONSTRAINT "Snapshot_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: float32 values do not compress, so Postgres need not try.
ALTER TABLE "Snapshot" ALTER COLUMN "parameters" SET STORAGE EXTERNAL;
