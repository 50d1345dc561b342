// @ts-check
/* What is heard and felt of a session: soft beeps, vibration, spoken words of a voice on the device. All of it is off until
   the reader switches it on, and a browser that lacks one of them is quiet. */
"use strict";

/** @typedef {{beep: boolean, vibration: boolean, speech: boolean}} Signals */

const trainCues = (() => {
  /** Pitch in Hz, length in seconds and how often, for each cue that sounds. @type {Partial<Record<Cue, [number, number, number]>>} */
  const BEEPS = {
    begin: [880, 0.25, 1],
    half: [660, 0.12, 2],
    soon: [660, 0.1, 1],
    enough: [660, 0.12, 2],
    rest: [440, 0.35, 1],
    sides: [550, 0.2, 2],
    done: [440, 0.5, 1],
  };
  const LOUDNESS = 0.12;

  /** @type {AudioContext | null} */
  let sound = null;

  /** Browsers let a page sound only after a press: call this in one. */
  const unlock = () => {
    sound ??= "AudioContext" in globalThis ? new AudioContext() : null;
    sound?.resume().catch(() => {});
  };

  /** @param {[number, number, number]} beep */
  const beep = ([pitch, seconds, count]) => {
    for (let number = 0; sound && number < count; number++) {
      const [from, tone, volume] = [
        sound.currentTime + number * seconds * 1.6,
        sound.createOscillator(),
        sound.createGain(),
      ];
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
      volume.gain.linearRampToValueAtTime(0, from + seconds);
      tone.connect(volume).connect(sound.destination);
      tone.start(from);
      tone.stop(from + seconds);
    }
  };

  /** @param {string} words */
  const say = (words) => {
    const language = document.documentElement.lang;
    const voice = speechSynthesis.getVoices().find((one) => one.localService && one.lang.startsWith(language));
    if (voice) {
      const spoken = new SpeechSynthesisUtterance(words);
      spoken.voice = voice;
      speechSynthesis.cancel();
      speechSynthesis.speak(spoken);
    }
  };

  /** Say no more, as when the session pauses. */
  const hush = () => globalThis.speechSynthesis?.cancel();

  /**
   * @param {Cue} cue
   * @param {Signals} signals
   * @param {string} words what is said of it; nothing for what is only heard
   */
  const give = (cue, signals, words) => {
    const tone = BEEPS[cue];
    if (signals.beep && tone) {
      beep(tone);
    }
    if (signals.vibration && tone && cue !== "soon") {
      navigator.vibrate?.(tone[2] > 1 ? [120, 80, 120] : 200);
    }
    if (signals.speech && words && globalThis.speechSynthesis) {
      say(words);
    }
  };

  return { unlock, give, hush };
})();
