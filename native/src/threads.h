// Threads. A pool has a fixed number of assistants; whoever has work brings it with `run`, takes part
// in it, and is helped by all that are free. Several callers share the assistants in turns, a task
// each. Results never depend on who runs a task, so that they do not depend on the number of threads
// either.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gatescope {

class Pool {
 public:
  /**
   * @param threads that work at once for one caller, itself included; at least 1
   * @throws std::system_error when the system has no more threads
   */
  explicit Pool(int threads);
  ~Pool();
  Pool(const Pool&) = delete;

  int threads() const { return int(assistants_.size()) + 1; }

  /**
   * Runs task(0) … task(count - 1), on this thread and the assistants, and returns when all are done.
   * `who`, 0 to threads() - 1, is different for tasks that run at the same time.
   */
  void run(int count, const std::function<void(int task, int who)>& task);

 private:
  struct Job {
    const std::function<void(int, int)>* task;
    int count;
    int next = 0;                  // guarded by mutex_
    std::atomic<int> unfinished;
  };

  void assist(int who);
  /** Ends their threads. Whatever they have begun must be done. */
  void dismissAssistants();
  /** A task of the job whose turn it is, or null. Needs the lock. */
  Job* claim(int& task);
  void claimAndRun(Job& job);
  void finish(Job& job);

  std::vector<std::thread> assistants_;
  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable done_;
  std::vector<Job*> jobs_;         // with tasks that nobody has claimed yet
  size_t turn_ = 0;
  std::atomic<int> offered_{0};    // jobs_.size(), to be watched without the lock
  std::atomic<bool> closing_{false};
};

/**
 * Lets denormal numbers count as zero while it lives, and then restores what was: saturated gates
 * have gradients so small that they would slow the processor down a hundredfold.
 */
class FlushToZero {
 public:
  FlushToZero();
  ~FlushToZero();
  FlushToZero(const FlushToZero&) = delete;

 private:
  unsigned long before_;
};

}  // namespace gatescope
