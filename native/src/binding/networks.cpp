// Networks: their shape, laid out for a device.
#include "networks.h"

#include "functions.h"
#include "handles.h"

namespace gatescope {
namespace {

CellKind cellOf(napi_env env, napi_value spec) {
  const std::string name = stringOf(env, property(env, spec, "cell"), "cell");
  if (name == "lstm") return CellKind::Lstm;
  if (name == "gruResetAfter") return CellKind::GruResetAfter;
  require(name == "gruResetBefore", "cell: no cell " + name);
  return CellKind::GruResetBefore;
}

Task taskOf(napi_env env, napi_value spec) {
  const std::string name = stringOf(env, property(env, spec, "task"), "task");
  if (name == "classify") return Task::Classify;
  require(name == "nextPixel", "task: no task " + name);
  return Task::NextPixel;
}

/** NextPixel has one affine layer, with one output. */
void readHead(napi_env env, napi_value spec, NetworkShape& shape) {
  shape.task = taskOf(env, spec);
  shape.reluFirst = booleanOf(env, spec, "reluFirst");
  const auto widths = integersOf(env, property(env, spec, "hiddenWidths"), "hiddenWidths");
  require(widths.length < size_t(mostHeadLayers), "hiddenWidths: too many layers");
  shape.hiddenLayers = int(widths.length);
  for (size_t n = 0; n < widths.length; n++) {
    require(widths.data[n] >= 1 && widths.data[n] <= 4096, "hiddenWidths: expected 1 to 4096");
    shape.hiddenWidths[n] = widths.data[n];
  }
  const bool nextPixel = shape.task == Task::NextPixel;
  shape.classes = smallNumberOf(env, spec, "classes", nextPixel ? 1 : 2, nextPixel ? 1 : 256);
  if (!nextPixel) return;
  require(shape.columns == 1, "columns: expected 1 where the next pixel is predicted");
  require(!shape.reluFirst && shape.hiddenLayers == 0,
          "hiddenWidths: expected none, nor ReLU first, where the next pixel is predicted");
}

}  // namespace

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
  shape.inputProjection = booleanOf(env, spec, "inputProjection");
  readHead(env, spec, shape);
  return wrap(env, std::shared_ptr<const Layout>(new Layout(shape, device->kernel.vectorWidth)));
}

void requireMadeFor(const Device& device, const Layout& layout) {
  require(layout.plan().vectorWidth == device.kernel.vectorWidth,
          "network: made for another device");
}

const float* parametersOf(napi_env env, napi_value value, const std::string& name,
                          const Layout& layout) {
  const auto parameters = floatsOf(env, value, name);
  requireLength(parameters.length, layout.parameterCount(), name);
  return parameters.data;
}

}  // namespace gatescope
