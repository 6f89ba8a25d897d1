// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace continuo {

/// What kind of failure an Error is; the number is the exit status of `continuo-cli`.
enum class ErrorCode {
    Usage = 2,        ///< an option or argument is wrong
    Input = 3,        ///< an input file is missing or not valid
    Unsatisfiable = 4,///< the request contradicts itself or the song
    Unavailable = 5,  ///< a model, device or helper process cannot be had
    Output = 6,       ///< a file could not be written; the old one is untouched
    Cancelled = 7,    ///< the person who asked no longer wants it
};

/// An expected failure. The message is one sentence that a user can read; it names the file, option or device.
struct Error {
    ErrorCode code = ErrorCode::Input;
    std::string message;
};

/// A value or an Error. Look before taking: value() on a failure is a programming error.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::move(value)) {}
    Result(Error error) : held_(std::move(error)) {}

    bool ok() const { return std::holds_alternative<T>(held_); }
    explicit operator bool() const { return ok(); }

    const T& value() const& { assert(ok()); return std::get<T>(held_); }
    T& value() & { assert(ok()); return std::get<T>(held_); }
    T&& value() && { assert(ok()); return std::get<T>(std::move(held_)); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

    const Error& error() const { assert(!ok()); return std::get<Error>(held_); }

private:
    std::variant<T, Error> held_;
};

/// Success or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_; }
    explicit operator bool() const { return ok(); }
    const Error& error() const { assert(error_); return *error_; }

private:
    std::optional<Error> error_;
};

} // namespace continuo
