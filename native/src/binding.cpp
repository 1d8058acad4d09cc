// The border to JavaScript, in plain Node-API. Every argument is checked here, so that a wrong size or
// a wrong object throws and nothing behind this file ever reads or writes out of bounds. What a call
// works on is copied in, or kept alive until it ends.
//
// src/engines/native/binding.ts declares these functions for TypeScript.
#include <limits>

#include "calls.h"
#include "kernels.h"
#include "session.h"
#include "values.h"

namespace gatescope {
namespace {

// ---- C++ objects behind JavaScript objects ----

/** What a session's handle holds; `busy` while one of its calls runs. */
struct SessionHandle {
  std::shared_ptr<Session> session;
  std::shared_ptr<bool> busy = std::make_shared<bool>(false);
};

template <class T>
struct Tag;
template <>
struct Tag<Device> {
  static constexpr napi_type_tag value{0x6b1f5e7ca2d94c01, 0x9d3e8a4477b01c01};
  static constexpr const char* name = "device";
};
template <>
struct Tag<const Layout> {
  static constexpr napi_type_tag value{0x6b1f5e7ca2d94c01, 0x9d3e8a4477b01c02};
  static constexpr const char* name = "network";
};
template <>
struct Tag<const Dataset> {
  static constexpr napi_type_tag value{0x6b1f5e7ca2d94c01, 0x9d3e8a4477b01c03};
  static constexpr const char* name = "dataset";
};
template <>
struct Tag<SessionHandle> {
  static constexpr napi_type_tag value{0x6b1f5e7ca2d94c01, 0x9d3e8a4477b01c04};
  static constexpr const char* name = "session";
};

template <class T>
napi_value wrap(napi_env env, std::shared_ptr<T> object) {
  napi_value handle;
  check(napi_create_object(env, &handle));
  check(napi_type_tag_object(env, handle, &Tag<T>::value));
  auto* owner = new std::shared_ptr<T>(std::move(object));
  const auto destroy = [](napi_env, void* data, void*) {
    delete static_cast<std::shared_ptr<T>*>(data);
  };
  const napi_status status = napi_wrap(env, handle, owner, destroy, nullptr, nullptr);
  if (status != napi_ok) delete owner;
  check(status);
  return handle;
}

template <class T>
bool isHandle(napi_env env, napi_value value) {
  napi_valuetype type;
  check(napi_typeof(env, value, &type));
  bool matches = false;
  if (type == napi_object) check(napi_check_object_type_tag(env, value, &Tag<T>::value, &matches));
  return matches;
}

template <class T>
std::shared_ptr<T>& ownerOf(napi_env env, napi_value handle) {
  require(isHandle<T>(env, handle), std::string("expected a ") + Tag<T>::name + " of this addon");
  void* owner;
  check(napi_unwrap(env, handle, &owner));
  return *static_cast<std::shared_ptr<T>*>(owner);
}

template <class T>
std::shared_ptr<T> unwrap(napi_env env, napi_value handle) {
  const std::shared_ptr<T> object = ownerOf<T>(env, handle);
  require(object != nullptr, std::string("the ") + Tag<T>::name + " was closed");
  return object;
}

template <class T>
bool releaseIf(napi_env env, napi_value handle) {
  if (!isHandle<T>(env, handle)) return false;
  ownerOf<T>(env, handle).reset();
  return true;
}

// ---- The functions ----

struct Arguments {
  napi_env env;
  napi_value values[8];
  Calls& calls;
  napi_value operator[](int index) const { return values[index]; }
};

napi_value instructionSets(const Arguments& arguments) {
  napi_env env = arguments.env;
  napi_value names;
  check(napi_create_array(env, &names));
  uint32_t index = 0;
  for (const Kernel* kernel : usableKernels()) {
    napi_value name;
    check(napi_create_string_utf8(env, kernel->name, NAPI_AUTO_LENGTH, &name));
    check(napi_set_element(env, names, index++, name));
  }
  return names;
}

/** createDevice(threads, instructionSet) */
napi_value createDevice(const Arguments& arguments) {
  const int threads = int(wholeNumberOf(arguments.env, arguments[0], "threads", 1, 1024));
  const std::string wanted = stringOf(arguments.env, arguments[1], "instructionSet");
  for (const Kernel* kernel : usableKernels()) {
    if (kernel->name != wanted) continue;
    return wrap(arguments.env, std::shared_ptr<Device>(new Device{*kernel, Pool(threads)}));
  }
  throw BadArgument("instructionSet: this processor has no " + wanted);
}

CellKind cellOf(napi_env env, napi_value spec) {
  const std::string name = stringOf(env, property(env, spec, "cell"), "cell");
  if (name == "lstm") return CellKind::Lstm;
  if (name == "gruResetAfter") return CellKind::GruResetAfter;
  require(name == "gruResetBefore", "cell: no cell " + name);
  return CellKind::GruResetBefore;
}

/** createNetwork(device, spec) */
napi_value createNetwork(const Arguments& arguments) {
  napi_env env = arguments.env;
  const auto device = unwrap<Device>(env, arguments[0]);
  napi_value spec = arguments[1];
  NetworkShape shape{};
  shape.cell = cellOf(env, spec);
  shape.units = smallNumberOf(env, spec, "units", 1, 4096);
  shape.layers = smallNumberOf(env, spec, "layers", 1, mostLayers);
  shape.columns = smallNumberOf(env, spec, "columns", 1, 4096);
  shape.classes = smallNumberOf(env, spec, "classes", 2, 256);
  shape.inputProjection = booleanOf(env, spec, "inputProjection");
  shape.reluFirst = booleanOf(env, spec, "reluFirst");
  const auto widths = integersOf(env, property(env, spec, "hiddenWidths"), "hiddenWidths");
  require(widths.length < size_t(mostHeadLayers), "hiddenWidths: too many layers");
  shape.hiddenLayers = int(widths.length);
  for (size_t n = 0; n < widths.length; n++) {
    require(widths.data[n] >= 1 && widths.data[n] <= 4096, "hiddenWidths: expected 1 to 4096");
    shape.hiddenWidths[n] = widths.data[n];
  }
  return wrap(env, std::shared_ptr<const Layout>(new Layout(shape, device->kernel.vectorWidth)));
}

Split splitOf(napi_env env, napi_value value, const Dataset& data) {
  const auto images = bytesOf(env, property(env, value, "images"), "images");
  const auto labels = bytesOf(env, property(env, value, "labels"), "labels");
  require(labels.length <= size_t(std::numeric_limits<int32_t>::max()), "labels: too many");
  requireLength(images.length, labels.length * size_t(data.rows) * size_t(data.columns), "images");
  Split split;
  split.examples = int(labels.length);
  split.images.assign(images.data, images.data + images.length);
  split.labels.assign(labels.data, labels.data + labels.length);
  for (const uint8_t label : split.labels) {
    require(label < data.classes, "labels: expected values below " + std::to_string(data.classes));
  }
  return split;
}

/** createDataset({ rows, columns, classes, levels, splits }) */
napi_value createDataset(const Arguments& arguments) {
  napi_env env = arguments.env;
  napi_value spec = arguments[0];
  auto data = std::make_shared<Dataset>();
  data->rows = smallNumberOf(env, spec, "rows", 1, 65536);
  data->columns = smallNumberOf(env, spec, "columns", 1, 4096);
  data->classes = smallNumberOf(env, spec, "classes", 2, 256);
  const auto levels = floatsOf(env, property(env, spec, "levels"), "levels");
  requireLength(levels.length, 256, "levels");
  data->levels.assign(levels.data, levels.data + levels.length);
  napi_value splits = property(env, spec, "splits");
  const uint32_t count = lengthOf(env, splits, "splits");
  require(count > 0, "splits: expected at least one");
  for (uint32_t n = 0; n < count; n++) {
    napi_value split;
    check(napi_get_element(env, splits, n, &split));
    data->splits.push_back(splitOf(env, split, *data));
  }
  return wrap(env, std::shared_ptr<const Dataset>(std::move(data)));
}

const float* parametersOf(napi_env env, napi_value value, const std::string& name,
                          const Layout& layout) {
  const auto parameters = floatsOf(env, value, name);
  requireLength(parameters.length, layout.parameterCount(), name);
  return parameters.data;
}

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

/**
 * createSession(device, network, dataset, { parameters, firstMoment, secondMoment, optimizer }); the
 * moments may be missing
 */
napi_value createSession(const Arguments& arguments) {
  napi_env env = arguments.env;
  const auto device = unwrap<Device>(env, arguments[0]);
  const auto layout = unwrap<const Layout>(env, arguments[1]);
  const auto data = unwrap<const Dataset>(env, arguments[2]);
  const Plan& plan = layout->plan();
  require(plan.vectorWidth == device->kernel.vectorWidth, "network: made for another device");
  require(plan.shape.columns == data->columns, "network: its columns are not those of the data set");
  require(plan.shape.classes == data->classes, "network: its classes are not those of the data set");
  napi_value spec = arguments[3];
  const OptimizerSettings optimizer = optimizerOf(env, property(env, spec, "optimizer"));
  const float* parameters =
      parametersOf(env, property(env, spec, "parameters"), "parameters", *layout);
  const auto moment = [&](const char* name) -> const float* {
    napi_value value = property(env, spec, name);
    return isMissing(env, value) ? nullptr : parametersOf(env, value, name, *layout);
  };
  auto handle = std::make_shared<SessionHandle>();
  handle->session = std::make_shared<Session>(device, layout, data, optimizer, parameters,
                                              moment("firstMoment"), moment("secondMoment"));
  return wrap(env, std::move(handle));
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

/** train(session, indices, batchSize, learningRates, firstStep) → Promise of losses */
napi_value train(const Arguments& arguments) {
  napi_env env = arguments.env;
  const auto handle = idleSession(env, arguments[0]);
  const auto given = integersOf(env, arguments[1], "indices");
  const int batch = int(wholeNumberOf(env, arguments[2], "batchSize", 1, 1 << 24));
  const auto learningRates = doublesOf(env, arguments[3], "learningRates");
  for (size_t n = 0; n < learningRates.length; n++) positive(learningRates.data[n], "learningRates");
  const int64_t firstStep = wholeNumberOf(env, arguments[4], "firstStep", 0, int64_t(1) << 52);
  requireLength(given.length, learningRates.length * size_t(batch), "indices");
  const int examples = handle->session->data().splits[0].examples;
  for (size_t n = 0; n < given.length; n++) {
    require(given.data[n] >= 0 && given.data[n] < examples,
            "indices: expected 0 to " + std::to_string(examples - 1) + ", got " +
                std::to_string(given.data[n]));
  }
  auto steps = std::make_shared<TrainingSteps>();
  steps->indices.assign(given.data, given.data + given.length);
  steps->learningRates.assign(learningRates.data, learningRates.data + learningRates.length);
  steps->batch = batch;
  steps->firstStep = firstStep;
  auto losses = std::make_shared<std::vector<float>>();
  auto call = callOn(*handle);
  call->work = [=, session = handle->session] { *losses = session->train(*steps); };
  call->result = [losses](napi_env env) { return arrayFrom(env, *losses, napi_float32_array); };
  return arguments.calls.start(std::move(call));
}

napi_value evaluationToJs(napi_env env, const Evaluation& evaluation) {
  napi_value result, stopped;
  check(napi_create_object(env, &result));
  check(napi_get_boolean(env, evaluation.stopped, &stopped));
  check(napi_set_named_property(env, result, "stopped", stopped));
  setNumber(env, result, "examples", evaluation.examples);
  setNumber(env, result, "lossSum", evaluation.lossSum);
  setNumber(env, result, "correct", evaluation.correct);
  const napi_value confusion = arrayFrom(env, evaluation.confusion, napi_int32_array);
  check(napi_set_named_property(env, result, "confusion", confusion));
  return result;
}

/** evaluate(session, split) → Promise of { examples, lossSum, correct, confusion, stopped } */
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

struct RecordCall {
  std::vector<float> parameters, images;
  std::vector<Recording> recordings;
  std::vector<Edit> edits;
  napi_ref arrays = nullptr;  // keeps the arrays that the recordings write to
  std::atomic<bool> stopped{false};
};

/** The arrays that are filled, [count, steps, size] for each name; nobody else has them meanwhile. */
void makeArrays(napi_env env, napi_value names, const Plan& plan, int count, int steps,
                RecordCall& state) {
  napi_value arrays;
  check(napi_create_array(env, &arrays));
  const uint32_t length = lengthOf(env, names, "names");
  for (uint32_t n = 0; n < length; n++) {
    napi_value element;
    check(napi_get_element(env, names, n, &element));
    const std::string name = stringOf(env, element, "names");
    Recording recording;
    require(findActivation(plan, name, recording), "names: the network has no " + name);
    const size_t size = size_t(count) * size_t(steps) * size_t(recording.size);
    const napi_value array = newArray(env, size, napi_float32_array, &recording.values);
    check(napi_set_element(env, arrays, n, array));
    state.recordings.push_back(recording);
  }
  check(napi_create_reference(env, arrays, 1, &state.arrays));
}

/** { layer, step, activation, source, kept, ofSource, constant }; names as in `layers.0.inputGate` */
Edit editOf(napi_env env, napi_value value, const Plan& plan) {
  const auto place = [&](const char* key) {
    const std::string name = stringOf(env, property(env, value, key), key);
    Recording found;
    const bool editable = findActivation(plan, name, found) &&
                          (found.source == Recording::Source::Slot ||
                           found.source == Recording::Source::Cell ||
                           found.source == Recording::Source::Hidden);
    require(editable, std::string(key) + ": no activation of a layer is named " + name);
    return found;
  };
  const auto factors = [&](const char* key) {
    const auto values = floatsOf(env, property(env, value, key), key);
    requireLength(values.length, size_t(plan.shape.units), key);
    return std::vector<float>(values.data, values.data + values.length);
  };
  const Recording edited = place("activation");
  const Recording source = place("source");
  require(source.source == Recording::Source::Slot, "source: expected a gate");
  require(source.layer == edited.layer, "source: expected a gate of the same layer");
  return {edited.layer,      smallNumberOf(env, value, "step", 0, 65535),
          edited.source,     edited.slot,
          source.slot,       factors("kept"),
          factors("ofSource"), factors("constant")};
}

/** record(device, network, parameters, images, count, steps, names, edits) → Promise of arrays */
napi_value record(const Arguments& arguments) {
  napi_env env = arguments.env;
  const auto device = unwrap<Device>(env, arguments[0]);
  const auto layout = unwrap<const Layout>(env, arguments[1]);
  const Plan& plan = layout->plan();
  require(plan.vectorWidth == device->kernel.vectorWidth, "network: made for another device");
  const float* parameters = parametersOf(env, arguments[2], "parameters", *layout);
  const auto images = floatsOf(env, arguments[3], "images");
  const int count = int(wholeNumberOf(env, arguments[4], "count", 0, 1 << 24));
  const int steps = int(wholeNumberOf(env, arguments[5], "steps", 1, 65536));
  requireLength(images.length, size_t(count) * size_t(steps) * size_t(plan.shape.columns), "images");

  auto state = std::make_shared<RecordCall>();
  state->parameters.assign(parameters, parameters + layout->parameterCount());
  state->images.assign(images.data, images.data + images.length);
  const uint32_t edits = lengthOf(env, arguments[7], "edits");
  for (uint32_t n = 0; n < edits; n++) {
    napi_value edit;
    check(napi_get_element(env, arguments[7], n, &edit));
    state->edits.push_back(editOf(env, edit, plan));
  }
  makeArrays(env, arguments[6], plan, count, steps, *state);
  auto call = std::make_unique<Call>();
  call->work = [=] {
    recordActivations(*device, *layout, state->parameters.data(), state->images.data(), count, steps,
                      state->recordings, state->edits, state->stopped);
  };
  call->stop = [state] { state->stopped = true; };
  call->ended = [state](napi_env env) { napi_delete_reference(env, state->arrays); };
  call->result = [state](napi_env env) {
    napi_value arrays;
    check(napi_get_reference_value(env, state->arrays, &arrays));
    return arrays;
  };
  return arguments.calls.start(std::move(call));
}

/** release(handle): frees what is behind it once no call uses it; later uses of it throw. */
napi_value release(const Arguments& arguments) {
  napi_env env = arguments.env;
  const bool known = releaseIf<Device>(env, arguments[0]) ||
                     releaseIf<const Layout>(env, arguments[0]) ||
                     releaseIf<const Dataset>(env, arguments[0]) ||
                     releaseIf<SessionHandle>(env, arguments[0]);
  require(known, "expected an object of this addon");
  return nullptr;
}

// ---- The module ----

using Function = napi_value (*)(const Arguments&);

/** Calls a function with its arguments read, and turns what it throws into JavaScript exceptions. */
template <Function function>
napi_value guarded(napi_env env, napi_callback_info info) {
  try {
    void* calls;
    check(napi_get_instance_data(env, &calls));
    Arguments arguments{env, {}, *static_cast<Calls*>(calls)};
    size_t count = 8;
    check(napi_get_cb_info(env, info, &count, arguments.values, nullptr, nullptr));
    return function(arguments);
  } catch (const BadArgument& error) {
    napi_throw_type_error(env, nullptr, error.what());
  } catch (const Pending&) {
    bool pending = false;
    napi_is_exception_pending(env, &pending);
    if (!pending) napi_throw_error(env, nullptr, "Node-API refused a call");
  } catch (const std::exception& error) {
    napi_throw_error(env, nullptr, error.what());
  }
  return nullptr;
}

template <Function function>
void add(napi_env env, napi_value exports, const char* name) {
  napi_value value;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, guarded<function>, nullptr, &value);
  napi_set_named_property(env, exports, name, value);
}

}  // namespace
}  // namespace gatescope

NAPI_MODULE_INIT() {
  using namespace gatescope;
  napi_set_instance_data(
      env, new Calls(env), [](napi_env, void* calls, void*) { delete static_cast<Calls*>(calls); },
      nullptr);
  add<instructionSets>(env, exports, "instructionSets");
  add<createDevice>(env, exports, "createDevice");
  add<createNetwork>(env, exports, "createNetwork");
  add<createDataset>(env, exports, "createDataset");
  add<createSession>(env, exports, "createSession");
  add<train>(env, exports, "train");
  add<evaluate>(env, exports, "evaluate");
  add<stop>(env, exports, "stop");
  add<read>(env, exports, "read");
  add<record>(env, exports, "record");
  add<release>(env, exports, "release");
  return exports;
}
