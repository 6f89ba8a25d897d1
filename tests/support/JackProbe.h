// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jack/jack.h>
#include <jack/midiport.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace continuo {

/// Another program in the JACK graph: strikes a key on random frames and listens for its sound. Both are counted in
/// frames of one graph, so that what it measures is exact.
class JackProbe {
public:
    struct Wish {
        std::string keys;      ///< the MIDI port that is played to
        std::string sound;     ///< the audio port that is listened to
        int notes = 50;
        int key = 84, velocity = 110;
        float heard = 0.002f;  ///< a sample as loud as this is a sound
    };

    explicit JackProbe(const Wish& wish) : wish_(wish)
    {
        client_ = jack_client_open("probe", JackNoStartServer, nullptr);
        if (client_ == nullptr)
            return;
        keys_ = jack_port_register(client_, "keys", JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput, 0);
        ear_ = jack_port_register(client_, "ear", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
        rate_ = jack_get_sample_rate(client_);
        nextAt_ = rate_ / 2;
        frames_.reserve(static_cast<std::size_t>(wish.notes));
        jack_set_process_callback(client_, [](jack_nframes_t frames, void* self) { return static_cast<JackProbe*>(self)->process(frames); }, this);
        isConnected_ = jack_activate(client_) == 0 && jack_connect(client_, jack_port_name(keys_), wish.keys.c_str()) == 0
                       && jack_connect(client_, wish.sound.c_str(), jack_port_name(ear_)) == 0;
    }
    ~JackProbe()
    {
        if (client_ != nullptr)
            jack_client_close(client_);
    }
    JackProbe(const JackProbe&) = delete;
    JackProbe& operator=(const JackProbe&) = delete;

    bool isConnected() const { return isConnected_; }
    double rate() const { return static_cast<double>(rate_); }

    /// Frames from each key to its sound; fewer than wished when some were not heard, or when it takes longer than three
    /// seconds a note. Waits until it is done.
    std::vector<double> latencies()
    {
        if (client_ == nullptr)
            return {};
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(3 * wish_.notes + 10);
        while (isConnected_ && !done_ && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        jack_deactivate(client_);
        return frames_;
    }

private:
    enum class State { Waiting, Listening, Holding, Fading };

    int process(jack_nframes_t count)
    {
        const auto* const heard = static_cast<const float*>(jack_port_get_buffer(ear_, count));
        void* const played = jack_port_get_buffer(keys_, count);
        jack_midi_clear_buffer(played);
        const auto play = [&](jack_nframes_t at, int status, int velocity) {
            const std::array<jack_midi_data_t, 3> bytes{static_cast<jack_midi_data_t>(status), static_cast<jack_midi_data_t>(wish_.key),
                                                        static_cast<jack_midi_data_t>(velocity)};
            jack_midi_event_write(played, at, bytes.data(), bytes.size());
        };
        for (jack_nframes_t i = 0; i < count; ++i, ++now_) {
            const float level = std::abs(heard[i]);
            switch (state_) {
            case State::Waiting:
                if (now_ >= nextAt_) {
                    play(i, 0x90, wish_.velocity);
                    sentAt_ = now_;
                    state_ = State::Listening;
                }
                break;
            case State::Listening:
                if (level > wish_.heard)
                    frames_.push_back(static_cast<double>(now_ - sentAt_));
                else if (now_ - sentAt_ < rate_)
                    break;
                state_ = State::Holding;
                nextAt_ = now_ + rate_ / 50;
                break;
            case State::Holding:
                if (now_ >= nextAt_) {
                    play(i, 0x80, 0);
                    state_ = State::Fading;
                    quiet_ = 0;
                }
                break;
            case State::Fading:
                quiet_ = level < wish_.heard / 20 ? quiet_ + 1 : 0;
                if (quiet_ < rate_ / 10)
                    break;
                random_ = random_ * 1103515245u + 12345u;
                nextAt_ = now_ + 100 + (random_ >> 16) % 4000;
                state_ = State::Waiting;
                if (++struck_ == wish_.notes)
                    done_ = true;
                break;
            }
        }
        return 0;
    }

    Wish wish_;
    jack_client_t* client_ = nullptr;
    jack_port_t *keys_ = nullptr, *ear_ = nullptr;
    bool isConnected_ = false;
    // The audio thread's own until done_.
    State state_ = State::Waiting;
    std::int64_t rate_ = 48000, now_ = 0, nextAt_ = 0, sentAt_ = 0, quiet_ = 0;
    std::uint32_t random_ = 1;
    int struck_ = 0;
    std::vector<double> frames_;
    std::atomic<bool> done_{false};
};

} // namespace continuo
