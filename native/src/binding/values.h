// JavaScript values as C++ ones: every function checks what it is given and throws BadArgument with the
// name of the argument, what was expected and what came.
#pragma once
#include <node_api.h>

#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace gatescope {

/** An argument that cannot be used: becomes a TypeError in JavaScript. */
struct BadArgument : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/** A JavaScript exception is under way already. */
struct Pending {};

inline void check(napi_status status) {
  if (status != napi_ok) throw Pending{};
}

inline void require(bool condition, const std::string& message) {
  if (!condition) throw BadArgument(message);
}

inline napi_value property(napi_env env, napi_value object, const char* name) {
  napi_valuetype type;
  check(napi_typeof(env, object, &type));
  require(type == napi_object, std::string("expected an object with ") + name);
  napi_value value;
  check(napi_get_named_property(env, object, name, &value));
  return value;
}

inline bool isMissing(napi_env env, napi_value value) {
  napi_valuetype type;
  check(napi_typeof(env, value, &type));
  return type == napi_undefined || type == napi_null;
}

inline double numberOf(napi_env env, napi_value value, const std::string& name) {
  double number;
  require(napi_get_value_double(env, value, &number) == napi_ok, name + ": expected a number");
  return number;
}

inline std::string textOf(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", number);
  return text;
}

/** The number itself, finite and above 0. */
inline double positive(double number, const std::string& name) {
  require(number > 0 && std::isfinite(number),
          name + ": expected a finite number above 0, got " + textOf(number));
  return number;
}

inline int64_t wholeNumberOf(napi_env env, napi_value value, const std::string& name, int64_t least,
                             int64_t most) {
  const double number = numberOf(env, value, name);
  require(number == std::floor(number) && number >= double(least) && number <= double(most),
          name + ": expected a whole number from " + std::to_string(least) + " to " +
              std::to_string(most) + ", got " + std::to_string(number));
  return int64_t(number);
}

inline int smallNumberOf(napi_env env, napi_value object, const char* name, int least, int most) {
  return int(wholeNumberOf(env, property(env, object, name), name, least, most));
}

inline bool booleanOf(napi_env env, napi_value object, const char* name) {
  bool value;
  require(napi_get_value_bool(env, property(env, object, name), &value) == napi_ok,
          std::string(name) + ": expected true or false");
  return value;
}

inline std::string stringOf(napi_env env, napi_value value, const std::string& name) {
  char text[128];
  size_t length;
  require(napi_get_value_string_utf8(env, value, text, sizeof text, &length) == napi_ok,
          name + ": expected a string");
  return std::string(text, length);
}

template <class T>
struct View {
  const T* data;
  size_t length;
};

template <class T>
View<T> arrayOf(napi_env env, napi_value value, const std::string& name, napi_typedarray_type wanted,
                const char* typeName) {
  bool isTyped = false;
  check(napi_is_typedarray(env, value, &isTyped));
  require(isTyped, name + ": expected a " + typeName);
  napi_typedarray_type type;
  size_t length;
  void* data;
  check(napi_get_typedarray_info(env, value, &type, &length, &data, nullptr, nullptr));
  require(type == wanted, name + ": expected a " + typeName);
  return {static_cast<const T*>(data), length};
}

inline View<double> doublesOf(napi_env env, napi_value value, const std::string& name) {
  return arrayOf<double>(env, value, name, napi_float64_array, "Float64Array");
}

inline View<float> floatsOf(napi_env env, napi_value value, const std::string& name) {
  return arrayOf<float>(env, value, name, napi_float32_array, "Float32Array");
}

inline View<uint8_t> bytesOf(napi_env env, napi_value value, const std::string& name) {
  return arrayOf<uint8_t>(env, value, name, napi_uint8_array, "Uint8Array");
}

inline View<int32_t> integersOf(napi_env env, napi_value value, const std::string& name) {
  return arrayOf<int32_t>(env, value, name, napi_int32_array, "Int32Array");
}

inline void requireLength(size_t length, size_t expected, const std::string& name) {
  require(length == expected, name + ": expected " + std::to_string(expected) + " values, got " +
                                  std::to_string(length));
}

inline uint32_t lengthOf(napi_env env, napi_value array, const std::string& name) {
  bool isArray = false;
  check(napi_is_array(env, array, &isArray));
  require(isArray, name + ": expected an array");
  uint32_t length;
  check(napi_get_array_length(env, array, &length));
  return length;
}

template <class T>
napi_value newArray(napi_env env, size_t length, napi_typedarray_type type, T** data) {
  napi_value buffer, array;
  void* bytes = nullptr;
  check(napi_create_arraybuffer(env, length * sizeof(T), &bytes, &buffer));
  check(napi_create_typedarray(env, type, length, buffer, 0, &array));
  *data = static_cast<T*>(bytes);
  return array;
}

template <class T>
napi_value arrayFrom(napi_env env, const std::vector<T>& values, napi_typedarray_type type) {
  T* data;
  const napi_value array = newArray(env, values.size(), type, &data);
  if (!values.empty()) std::memcpy(data, values.data(), values.size() * sizeof(T));
  return array;
}

inline void setNumber(napi_env env, napi_value object, const char* name, double number) {
  napi_value value;
  check(napi_create_double(env, number, &value));
  check(napi_set_named_property(env, object, name, value));
}

}  // namespace gatescope
