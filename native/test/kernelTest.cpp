// The kernels without JavaScript, for the sanitizers (see sanitize.sh): every cell, odd shapes, every
// instruction set of this processor, several threads and sessions. What the numbers should be is
// tested in test/engines/native; here they must only agree with one another.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <random>
#include <thread>

#include "../src/kernels.h"
#include "../src/session.h"

using namespace gatescope;

namespace {

int failures = 0;

void expect(bool condition, const char* what, const Kernel& kernel, const NetworkShape& shape) {
  if (condition) return;
  failures++;
  std::printf("%s: cell %d, %d × %d: %s\n", kernel.name, int(shape.cell), shape.layers, shape.units,
              what);
}

struct Case {
  NetworkShape shape;
  int steps;
  int batch;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const CellKind cell : {CellKind::Lstm, CellKind::GruResetAfter, CellKind::GruResetBefore}) {
    constexpr Task classify = Task::Classify, nextPixel = Task::NextPixel;
    all.push_back({{cell, 5, 1, 3, 2, false, false, 2, {64, 64}, classify}, 1, 1});
    all.push_back({{cell, 33, 2, 9, 11, true, true, 1, {64}, classify}, 7, 101});
    all.push_back({{cell, 64, 4, 28, 10, false, false, 2, {64, 64}, classify}, 3, 70});
    all.push_back({{cell, 1, 1, 1, 17, true, false, 0, {}, classify}, 2, 9});
    all.push_back({{cell, 33, 2, 1, 1, false, false, 0, {}, nextPixel}, 13, 37});
    all.push_back({{cell, 5, 1, 1, 1, true, false, 0, {}, nextPixel}, 2, 1});
  }
  return all;
}

std::shared_ptr<const Dataset> dataFor(const Case& one) {
  std::mt19937 random(1);
  auto data = std::make_shared<Dataset>();
  data->rows = one.steps;
  data->columns = one.shape.columns;
  data->classes = one.shape.classes;
  const bool binary = one.shape.layers != 2;
  for (int level = 0; level < 256; level++) {
    data->levels.push_back(binary ? float(level > 25) : float(level) / 255);
  }
  Split split;
  split.examples = 2 * one.batch;
  split.images.resize(size_t(split.examples) * size_t(one.steps) * size_t(one.shape.columns));
  split.labels.resize(size_t(split.examples));
  const size_t columns = size_t(one.shape.columns), steps = size_t(one.steps);
  for (size_t n = 0; n < split.images.size(); n++) {
    const bool margin = (columns > 1 && n % columns == 0) || (steps > 1 && n / columns % steps == 0);
    split.images[n] = margin ? 0 : uint8_t(random());
  }
  for (uint8_t& label : split.labels) label = uint8_t(random() % unsigned(one.shape.classes));
  data->splits.assign(3, split);
  return data;
}

std::vector<float> randomFloats(size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(-0.5f, 0.5f);
  std::vector<float> values(count);
  for (float& value : values) value = uniform(random);
  return values;
}

struct Fixture {
  Fixture(const Case& one, const Kernel& kernel, int threads)
      : one(one),
        device(new Device{kernel, Pool(threads)}),
        layout(std::make_shared<const Layout>(one.shape, kernel.vectorWidth)),
        data(dataFor(one)),
        parameters(randomFloats(layout->parameterCount(), 2)) {}

  std::unique_ptr<Session> open() const {
    const OptimizerSettings optimizer{0.9, 0.999, 1e-8, 0.01, 0.1, 0.3, 5};
    return std::make_unique<Session>(device, layout, data, optimizer, parameters.data(), nullptr,
                                     nullptr);
  }

  TrainingSteps steps(int count) const {
    TrainingSteps steps{{}, std::vector<double>(size_t(count), 0.01), one.batch, 0};
    for (int n = 0; n < count * one.batch; n++) steps.indices.push_back((n * 7) % (2 * one.batch));
    return steps;
  }

  /** Parameters after some steps. */
  std::vector<float> trained(Session& session, int count) const {
    session.train(steps(count));
    std::vector<float> result(layout->parameterCount());
    session.read(result.data(), nullptr, nullptr);
    return result;
  }

  Case one;
  std::shared_ptr<Device> device;
  std::shared_ptr<const Layout> layout;
  std::shared_ptr<const Dataset> data;
  std::vector<float> parameters;
};

void trainsAlike(const Case& one, const Kernel& kernel) {
  const Fixture single(one, kernel, 1), several(one, kernel, 3);
  const auto first = single.open(), second = several.open();
  const std::vector<float> expected = single.trained(*first, 3);
  const std::vector<float> found = several.trained(*second, 3);
  expect(expected == found, "threads change the result", kernel, one.shape);
  expect(std::isfinite(expected[0]), "a parameter is not finite", kernel, one.shape);
  const Evaluation a = first->evaluate(1), b = second->evaluate(1);
  expect(a.lossSum == b.lossSum && a.confusion == b.confusion, "evaluations differ", kernel,
         one.shape);
}

void sessionsDoNotDisturb(const Case& one, const Kernel& kernel) {
  const Fixture fixture(one, kernel, 2);
  const std::vector<float> expected = fixture.trained(*fixture.open(), 2);
  std::vector<std::thread> threads;
  std::vector<std::vector<float>> found(4);
  for (std::vector<float>& result : found) {
    threads.emplace_back([&] { result = fixture.trained(*fixture.open(), 2); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& result : found) {
    expect(result == expected, "sessions disturb one another", kernel, one.shape);
  }
}

void stopsWithinAStep(const Case& one, const Kernel& kernel) {
  const Fixture fixture(one, kernel, 2);
  const auto session = fixture.open();
  std::vector<float> losses;
  std::thread training([&] { losses = session->train(fixture.steps(200)); });
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
  session->stop();
  training.join();
  std::vector<float> stopped(fixture.layout->parameterCount());
  session->read(stopped.data(), nullptr, nullptr);
  const int taken = int(losses.size());
  expect(fixture.trained(*fixture.open(), taken) == stopped, "a stopped step left a trace", kernel,
         one.shape);
}

void recordsAlike(const Case& one, const Kernel& kernel) {
  const Fixture single(one, kernel, 1), several(one, kernel, 3);
  const Plan& plan = single.layout->plan();
  const std::string gate = one.shape.cell == CellKind::Lstm ? "inputGate" : "resetGate";
  const size_t images = size_t(one.batch) * size_t(one.steps) * size_t(one.shape.columns);
  const std::vector<float> pixels = randomFloats(images, 3);
  const auto record = [&](const Fixture& fixture, const std::vector<Edit>& edits) {
    std::vector<std::vector<float>> values;
    std::vector<Recording> recordings;
    for (const std::string& name :
         {"layers.0." + gate, std::string("layers.0.hiddenState"), std::string("head.probabilities")}) {
      Recording recording;
      expect(findActivation(plan, name, recording), "an activation is missing", kernel, one.shape);
      values.emplace_back(size_t(one.batch) * size_t(one.steps) * size_t(recording.size));
      recordings.push_back(recording);
    }
    for (size_t n = 0; n < values.size(); n++) recordings[n].values = values[n].data();
    const std::atomic<bool> stop{false};
    recordActivations(*fixture.device, *fixture.layout, fixture.parameters.data(), pixels.data(),
                      one.batch, one.steps, recordings, edits, stop);
    return values;
  };
  expect(record(single, {}) == record(several, {}), "recordings differ", kernel, one.shape);
  const std::vector<float> ones(size_t(one.shape.units), 1.0f), zeros(size_t(one.shape.units));
  const std::vector<Edit> nothing{
      {0, 0, Recording::Source::Slot, 0, 1, ones, zeros, zeros},
      {0, one.steps - 1, Recording::Source::Hidden, 0, 0, ones, zeros, zeros}};
  expect(record(several, nothing) == record(single, {}), "an empty edit changes bits", kernel,
         one.shape);
}

}  // namespace

int main() {
  for (const Kernel* kernel : usableKernels()) {
    for (const Case& one : cases()) {
      trainsAlike(one, *kernel);
      recordsAlike(one, *kernel);
      sessionsDoNotDisturb(one, *kernel);
      stopsWithinAStep(one, *kernel);
    }
  }
  std::printf(failures == 0 ? "all good\n" : "%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
