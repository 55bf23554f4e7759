// Times, by the clock of the emulator.
let offset = 0;

// Sets the clock, given the emulator's time.
export function setClock(now) {
  offset = Date.parse(now) - Date.now();
}

export const now = () => Date.now() + offset;

// A duration in the two units that matter: 42 s, 3:07, 1:02:30.
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }

  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export const timeOfDay = (time) => new Date(time).toLocaleTimeString([], { hour12: false });

export const dayAndTime = (time) => new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
