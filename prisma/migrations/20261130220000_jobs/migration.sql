-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Checkpoint" ADD COLUMN     "sha256" TEXT;

-- AlterTable
ALTER TABLE "Snapshot" ADD COLUMN     "sha256" TEXT;
