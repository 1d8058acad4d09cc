// Sessions: a network that is trained on a data set. A session has one call at a time; all but `stop`
// are refused while one is under way.
#include <limits>

#include "functions.h"
#include "handles.h"
#include "networks.h"

namespace gatescope {
namespace {

/** The number of that name, at least 0 and below a limit. */
double numberBelow(napi_env env, napi_value spec, const char* name, double limit) {
  const double number = numberOf(env, property(env, spec, name), name);
  require(number >= 0 && number < limit, std::string(name) + ": expected a number from 0 to below " +
                                             textOf(limit) + ", got " + textOf(number));
  return number;
}

constexpr double infinity = std::numeric_limits<double>::infinity();

/** { beta1, beta2, epsilon, weightDecay, clipNorm, dropout, seed }; clipNorm may be null */
OptimizerSettings optimizerOf(napi_env env, napi_value spec) {
  OptimizerSettings settings{};
  settings.beta1 = numberBelow(env, spec, "beta1", 1);
  settings.beta2 = numberBelow(env, spec, "beta2", 1);
  settings.epsilon = positive(numberOf(env, property(env, spec, "epsilon"), "epsilon"), "epsilon");
  settings.weightDecay = numberBelow(env, spec, "weightDecay", infinity);
  napi_value clipNorm = property(env, spec, "clipNorm");
  if (!isMissing(env, clipNorm)) {
    settings.clipNorm = positive(numberOf(env, clipNorm, "clipNorm"), "clipNorm");
  }
  settings.dropout = numberBelow(env, spec, "dropout", 1);
  const int64_t seed = wholeNumberOf(env, property(env, spec, "seed"), "seed",
                                     std::numeric_limits<int32_t>::min(),
                                     std::numeric_limits<uint32_t>::max());
  settings.seed = uint32_t(seed);
  return settings;
}

std::shared_ptr<SessionHandle> idleSession(napi_env env, napi_value value) {
  const auto handle = unwrap<SessionHandle>(env, value);
  require(!*handle->busy, "the session has a call under way");
  return handle;
}

/** A call on a session, which is busy until it ends. */
std::unique_ptr<Call> callOn(const SessionHandle& handle) {
  auto call = std::make_unique<Call>();
  const auto session = handle.session;
  const auto busy = handle.busy;
  *busy = true;
  session->allow();
  call->stop = [session] { session->stop(); };
  call->ended = [busy](napi_env) { *busy = false; };
  return call;
}

void requireIndices(const std::vector<int32_t>& indices, int examples) {
  for (const int32_t index : indices) {
    if (index >= 0 && index < examples) continue;
    throw BadArgument("indices: expected 0 to " + std::to_string(examples - 1) + ", got " +
                      std::to_string(index));
  }
}

napi_value evaluationToJs(napi_env env, const Evaluation& evaluation) {
  napi_value result, stopped;
  check(napi_create_object(env, &result));
  check(napi_get_boolean(env, evaluation.stopped, &stopped));
  check(napi_set_named_property(env, result, "stopped", stopped));
  setNumber(env, result, "examples", evaluation.examples);
  setNumber(env, result, "targets", double(evaluation.targets));
  setNumber(env, result, "lossSum", evaluation.lossSum);
  setNumber(env, result, "correct", double(evaluation.correct));
  const napi_value confusion = arrayFrom(env, evaluation.confusion, napi_int32_array);
  check(napi_set_named_property(env, result, "confusion", confusion));
  return result;
}

}  // namespace

/**
 * createSession(device, network, dataset, { parameters, firstMoment, secondMoment, optimizer }); the
 * moments may be missing
 */
napi_value createSession(const Arguments& arguments) {
  napi_env env = arguments.env;
  const auto device = unwrap<Device>(env, arguments[0]);
  const auto layout = unwrap<const Layout>(env, arguments[1]);
  const auto data = unwrap<const Dataset>(env, arguments[2]);
  requireMadeFor(*device, *layout);
  const NetworkShape& shape = layout->plan().shape;
  napi_value spec = arguments[3];
  require(shape.columns == data->columns, "network: its columns are not those of the data set");
  if (shape.task == Task::NextPixel) {
    require(data->rows > 1, "dataset: expected at least 2 pixels, or there is none to predict");
  } else {
    require(shape.classes == data->classes, "network: its classes are not those of the data set");
  }
  const OptimizerSettings optimizer = optimizerOf(env, property(env, spec, "optimizer"));
  // To read a property may run JavaScript, which may take an array's memory away: all are read first.
  const napi_value parameters = property(env, spec, "parameters");
  const napi_value firstMoment = property(env, spec, "firstMoment");
  const napi_value secondMoment = property(env, spec, "secondMoment");
  const auto moment = [&](napi_value value, const char* name) -> const float* {
    return isMissing(env, value) ? nullptr : parametersOf(env, value, name, *layout);
  };
  auto handle = std::make_shared<SessionHandle>();
  handle->session = std::make_shared<Session>(
      device, layout, data, optimizer, parametersOf(env, parameters, "parameters", *layout),
      moment(firstMoment, "firstMoment"), moment(secondMoment, "secondMoment"));
  return wrap(env, std::move(handle));
}

/** train(session, indices, batchSize, learningRates, firstStep) → Promise of losses */
napi_value train(const Arguments& arguments) {
  napi_env env = arguments.env;
  const auto handle = idleSession(env, arguments[0]);
  const auto given = integersOf(env, arguments[1], "indices");
  const int batch = int(wholeNumberOf(env, arguments[2], "batchSize", 1, 1 << 24));
  const auto learningRates = doublesOf(env, arguments[3], "learningRates");
  const int64_t firstStep = wholeNumberOf(env, arguments[4], "firstStep", 0, int64_t(1) << 52);
  requireLength(given.length, learningRates.length * size_t(batch), "indices");
  // What is checked is the copy: another thread may write to shared memory in between.
  auto steps = std::make_shared<TrainingSteps>();
  steps->indices.assign(given.data, given.data + given.length);
  steps->learningRates.assign(learningRates.data, learningRates.data + learningRates.length);
  for (const double rate : steps->learningRates) positive(rate, "learningRates");
  requireIndices(steps->indices, handle->session->data().splits[0].examples);
  steps->batch = batch;
  steps->firstStep = firstStep;
  auto losses = std::make_shared<std::vector<float>>();
  auto call = callOn(*handle);
  call->work = [=, session = handle->session] { *losses = session->train(*steps); };
  call->result = [losses](napi_env env) { return arrayFrom(env, *losses, napi_float32_array); };
  return arguments.calls.start(std::move(call));
}

/** evaluate(session, split) → Promise of { examples, targets, lossSum, correct, confusion, stopped } */
napi_value evaluate(const Arguments& arguments) {
  napi_env env = arguments.env;
  const auto handle = idleSession(env, arguments[0]);
  const int64_t last = int64_t(handle->session->data().splits.size()) - 1;
  const int split = int(wholeNumberOf(env, arguments[1], "split", 0, last));
  auto evaluation = std::make_shared<Evaluation>();
  auto call = callOn(*handle);
  call->work = [=, session = handle->session] { *evaluation = session->evaluate(split); };
  call->result = [evaluation](napi_env env) { return evaluationToJs(env, *evaluation); };
  return arguments.calls.start(std::move(call));
}

/** stop(session): ends its running call within a step. */
napi_value stop(const Arguments& arguments) {
  unwrap<SessionHandle>(arguments.env, arguments[0])->session->stop();
  return nullptr;
}

/** read(session) → { parameters, firstMoment, secondMoment } */
napi_value read(const Arguments& arguments) {
  napi_env env = arguments.env;
  const auto handle = idleSession(env, arguments[0]);
  const size_t count = handle->session->layout().parameterCount();
  const char* names[] = {"parameters", "firstMoment", "secondMoment"};
  float* values[3];
  napi_value result;
  check(napi_create_object(env, &result));
  for (int n = 0; n < 3; n++) {
    const napi_value array = newArray(env, count, napi_float32_array, &values[n]);
    check(napi_set_named_property(env, result, names[n], array));
  }
  handle->session->read(values[0], values[1], values[2]);
  return result;
}

}  // namespace gatescope
