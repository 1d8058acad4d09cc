#include "threads.h"

#include <algorithm>
#include <chrono>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gatescope {

namespace {

/**
 * The next phase of a step mostly follows within this time; to sleep and be woken takes longer. A
 * thread that has waited so long is not needed soon and sleeps.
 */
constexpr auto spinTime = std::chrono::microseconds(60);
constexpr int looksBetweenClocks = 64;
constexpr int looksForLock = 100;

void pause() {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

/** Waits a short while for `happened`, awake. */
template <class Condition>
bool spinUntil(Condition happened) {
  const auto end = std::chrono::steady_clock::now() + spinTime;
  do {
    for (int look = 0; look < looksBetweenClocks; look++) {
      if (happened()) return true;
      pause();
    }
  } while (std::chrono::steady_clock::now() < end);
  return false;
}

/**
 * A lock on the mutex. Whoever has it is done with it in far less time than it takes to sleep and be
 * woken, so it is asked for some times before.
 */
std::unique_lock<std::mutex> lockAwake(std::mutex& mutex) {
  for (int look = 0; look < looksForLock; look++) {
    if (mutex.try_lock()) return {mutex, std::adopt_lock};
    pause();
  }
  return std::unique_lock<std::mutex>(mutex);
}

}  // namespace

Pool::Pool(int threads) {
  try {
    for (int who = 1; who < threads; who++) assistants_.emplace_back([this, who] { assist(who); });
  } catch (...) {
    dismissAssistants();  // the system has not as many threads to give
    throw;
  }
}

Pool::~Pool() { dismissAssistants(); }

void Pool::dismissAssistants() {
  {
    const auto lock = lockAwake(mutex_);
    closing_ = true;
  }
  work_.notify_all();
  for (std::thread& assistant : assistants_) assistant.join();
}

void Pool::run(int count, const std::function<void(int, int)>& task) {
  if (count == 0) return;
  Job job{&task, count, 0, {count}};
  if (count > 1 && !assistants_.empty()) {
    {
      const auto lock = lockAwake(mutex_);
      jobs_.push_back(&job);
      offered_ = int(jobs_.size());
    }
    work_.notify_all();
  }
  claimAndRun(job);
  const auto finished = [&] { return job.unfinished.load(std::memory_order_acquire) == 0; };
  if (!spinUntil(finished)) {
    auto lock = lockAwake(mutex_);
    done_.wait(lock, finished);
  }
  // The assistant that finished last may still hold the lock; the job must outlive that.
  const auto lock = lockAwake(mutex_);
}

void Pool::claimAndRun(Job& job) {
  for (;;) {
    int task;
    {
      const auto lock = lockAwake(mutex_);
      if (job.next == job.count) return;
      task = job.next++;
      if (job.next == job.count) {
        jobs_.erase(std::remove(jobs_.begin(), jobs_.end(), &job), jobs_.end());
        offered_ = int(jobs_.size());
      }
    }
    (*job.task)(task, 0);
    finish(job);
  }
}

Pool::Job* Pool::claim(int& task) {
  if (jobs_.empty()) return nullptr;
  const size_t index = turn_++ % jobs_.size();
  Job* job = jobs_[index];
  task = job->next++;
  if (job->next == job->count) {
    jobs_.erase(jobs_.begin() + ptrdiff_t(index));
    offered_ = int(jobs_.size());
  }
  return job;
}

void Pool::assist(int who) {
  const FlushToZero flush;
  for (;;) {
    Job* job = nullptr;
    int task = 0;
    spinUntil([this] { return offered_.load(std::memory_order_relaxed) > 0 || closing_.load(); });
    {
      auto lock = lockAwake(mutex_);
      work_.wait(lock, [this] { return closing_ || !jobs_.empty(); });
      if (closing_) return;
      job = claim(task);
    }
    (*job->task)(task, who);
    finish(*job);
  }
}

/** Counts down under the lock when it is the last, so that a caller about to sleep is not missed. */
void Pool::finish(Job& job) {
  const auto lock = lockAwake(mutex_);
  if (job.unfinished.fetch_sub(1, std::memory_order_acq_rel) == 1) done_.notify_all();
}

#if defined(__x86_64__)

namespace {
/** MXCSR: results flushed to zero (15), denormal operands read as zero (6). */
constexpr unsigned flushBits = 0x8040;
}  // namespace

FlushToZero::FlushToZero() : before_(_mm_getcsr()) { _mm_setcsr(unsigned(before_) | flushBits); }
FlushToZero::~FlushToZero() { _mm_setcsr(unsigned(before_)); }

#elif defined(__aarch64__)

namespace {
constexpr unsigned long flushBit = 1ul << 24;  // FPCR.FZ
}

FlushToZero::FlushToZero() {
  asm volatile("mrs %0, fpcr" : "=r"(before_));
  asm volatile("msr fpcr, %0" ::"r"(before_ | flushBit));
}
FlushToZero::~FlushToZero() { asm volatile("msr fpcr, %0" ::"r"(before_)); }

#else

FlushToZero::FlushToZero() : before_(0) {}
FlushToZero::~FlushToZero() {}

#endif

}  // namespace gatescope
