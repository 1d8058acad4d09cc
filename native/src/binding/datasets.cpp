// Data sets, copied once and shared by the sessions that use them.
#include <limits>

#include "functions.h"
#include "handles.h"

namespace gatescope {
namespace {

Split splitOf(napi_env env, napi_value value, const Dataset& data) {
  // To read a property may run JavaScript, which may take an array's memory away: both are read first.
  const napi_value givenImages = property(env, value, "images");
  const napi_value givenLabels = property(env, value, "labels");
  const auto images = bytesOf(env, givenImages, "images");
  const auto labels = bytesOf(env, givenLabels, "labels");
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

}  // namespace

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

}  // namespace gatescope
