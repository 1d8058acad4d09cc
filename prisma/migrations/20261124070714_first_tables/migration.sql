-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED');

-- CreateEnum
CREATE TYPE "EngineChoice" AS ENUM ('AUTO', 'TENSORFLOW', 'NATIVE');

-- CreateEnum
CREATE TYPE "Split" AS ENUM ('TRAIN', 'VALIDATION', 'TEST');

-- CreateEnum
CREATE TYPE "ModelOrigin" AS ENUM ('RUN', 'ZOO');

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "architecture" TEXT NOT NULL,
    "network" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "datasetName" TEXT NOT NULL,
    "datasetSha256" TEXT NOT NULL,
    "engineChoice" "EngineChoice" NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'QUEUED',
    "step" INTEGER NOT NULL DEFAULT 0,
    "totalSteps" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "engine" TEXT,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "waitingReason" TEXT,
    "evaluation" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CurvePoint" (
    "runId" UUID NOT NULL,
    "split" "Split" NOT NULL,
    "step" INTEGER NOT NULL,
    "crossEntropy" DOUBLE PRECISION NOT NULL,
    "accuracy" DOUBLE PRECISION,

    CONSTRAINT "CurvePoint_pkey" PRIMARY KEY ("runId","split","step")
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "runId" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "parameters" BYTEA NOT NULL,
    "firstMoment" BYTEA NOT NULL,
    "secondMoment" BYTEA NOT NULL,
    "lossSum" DOUBLE PRECISION NOT NULL,
    "lossCount" INTEGER NOT NULL,

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("runId","step")
);

-- CreateTable
CREATE TABLE "Model" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "architecture" TEXT NOT NULL,
    "network" JSONB NOT NULL,
    "datasetName" TEXT NOT NULL,
    "datasetSha256" TEXT NOT NULL,
    "origin" "ModelOrigin" NOT NULL,
    "runId" UUID,
    "parameterCount" INTEGER NOT NULL,
    "weights" BYTEA NOT NULL,
    "weightsBytes" INTEGER NOT NULL,
    "weightsSha256" TEXT NOT NULL,
    "evaluation" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Model_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Run_status_id_idx" ON "Run"("status", "id");

-- CreateIndex
CREATE INDEX "Run_architecture_id_idx" ON "Run"("architecture", "id");

-- CreateIndex
CREATE INDEX "Run_datasetName_id_idx" ON "Run"("datasetName", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Model_slug_key" ON "Model"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Model_runId_key" ON "Model"("runId");

-- CreateIndex
CREATE INDEX "Model_architecture_id_idx" ON "Model"("architecture", "id");

-- CreateIndex
CREATE INDEX "Model_datasetName_id_idx" ON "Model"("datasetName", "id");

-- AddForeignKey
ALTER TABLE "CurvePoint" ADD CONSTRAINT "CurvePoint_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkpoint" ADD CONSTRAINT "Checkpoint_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Model" ADD CONSTRAINT "Model_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand: float32 values do not compress, so Postgres need not try.
ALTER TABLE "Checkpoint" ALTER COLUMN "parameters" SET STORAGE EXTERNAL,
    ALTER COLUMN "firstMoment" SET STORAGE EXTERNAL,
    ALTER COLUMN "secondMoment" SET STORAGE EXTERNAL;
ALTER TABLE "Model" ALTER COLUMN "weights" SET STORAGE EXTERNAL;
