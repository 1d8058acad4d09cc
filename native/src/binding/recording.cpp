// Activations of images by name, with edits where there are interventions.
#include <atomic>

#include "functions.h"
#include "handles.h"
#include "networks.h"

namespace gatescope {
namespace {

struct RecordCall {
  std::shared_ptr<Device> device;
  std::shared_ptr<const Layout> layout;
  int count, steps;
  std::vector<float> parameters, images;
  std::vector<Recording> recordings;
  std::vector<Edit> edits;
  napi_ref arrays = nullptr;  // keeps the arrays that the recordings write to
  std::atomic<bool> stopped{false};
};

/** The arrays that are filled, [count, steps, size] for each name; nobody else has them meanwhile. */
napi_value makeArrays(napi_env env, napi_value names, RecordCall& state) {
  const Plan& plan = state.layout->plan();
  napi_value arrays;
  check(napi_create_array(env, &arrays));
  const uint32_t length = lengthOf(env, names, "names");
  for (uint32_t n = 0; n < length; n++) {
    napi_value element;
    check(napi_get_element(env, names, n, &element));
    const std::string name = stringOf(env, element, "names");
    Recording recording;
    require(findActivation(plan, name, recording), "names: the network has no " + name);
    const size_t size = size_t(state.count) * size_t(state.steps) * size_t(recording.size);
    const napi_value array = newArray(env, size, napi_float32_array, &recording.values);
    check(napi_set_element(env, arrays, n, array));
    state.recordings.push_back(recording);
  }
  return arrays;
}

/** { step, activation, source, kept, ofSource, constant }; names as in `layers.0.inputGate` */
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
  const int step = smallNumberOf(env, value, "step", 0, 65535);
  return {edited.layer, step,
          edited.source, edited.slot, source.slot,
          factors("kept"), factors("ofSource"), factors("constant")};
}

std::vector<Edit> editsOf(napi_env env, napi_value list, const Plan& plan) {
  std::vector<Edit> edits;
  const uint32_t count = lengthOf(env, list, "edits");
  for (uint32_t n = 0; n < count; n++) {
    napi_value edit;
    check(napi_get_element(env, list, n, &edit));
    edits.push_back(editOf(env, edit, plan));
  }
  return edits;
}

/** Reads and checks all arguments, and copies those that the call needs. */
std::shared_ptr<RecordCall> readArguments(const Arguments& arguments) {
  napi_env env = arguments.env;
  auto state = std::make_shared<RecordCall>();
  state->device = unwrap<Device>(env, arguments[0]);
  state->layout = unwrap<const Layout>(env, arguments[1]);
  const Plan& plan = state->layout->plan();
  requireMadeFor(*state->device, *state->layout);
  const float* parameters = parametersOf(env, arguments[2], "parameters", *state->layout);
  const auto images = floatsOf(env, arguments[3], "images");
  const int count = int(wholeNumberOf(env, arguments[4], "count", 0, 1 << 24));
  const int steps = int(wholeNumberOf(env, arguments[5], "steps", 1, 65536));
  requireLength(images.length, size_t(count) * size_t(steps) * size_t(plan.shape.columns), "images");

  state->count = count;
  state->steps = steps;
  state->parameters.assign(parameters, parameters + state->layout->parameterCount());
  state->images.assign(images.data, images.data + images.length);
  state->edits = editsOf(env, arguments[7], plan);
  return state;
}

void carryOut(RecordCall& call) {
  recordActivations(*call.device, *call.layout, call.parameters.data(), call.images.data(),
                    call.count, call.steps, call.recordings, call.edits, call.stopped);
}

}  // namespace

/** record(device, network, parameters, images, count, steps, names, edits) → Promise of arrays */
napi_value record(const Arguments& arguments) {
  const auto state = readArguments(arguments);
  const napi_value arrays = makeArrays(arguments.env, arguments[6], *state);
  check(napi_create_reference(arguments.env, arrays, 1, &state->arrays));
  auto call = std::make_unique<Call>();
  call->work = [state] { carryOut(*state); };
  call->stop = [state] { state->stopped = true; };
  call->ended = [state](napi_env env) { napi_delete_reference(env, state->arrays); };
  call->result = [state](napi_env env) {
    napi_value arrays;
    check(napi_get_reference_value(env, state->arrays, &arrays));
    return arrays;
  };
  return arguments.calls.start(std::move(call));
}

/** The same on this thread, which waits: recordNow(…) → arrays */
napi_value recordNow(const Arguments& arguments) {
  const auto state = readArguments(arguments);
  const napi_value arrays = makeArrays(arguments.env, arguments[6], *state);
  carryOut(*state);
  return arrays;
}

}  // namespace gatescope
