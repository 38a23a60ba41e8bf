import { useFormats } from '../values/formats.ts';
import { useClockReading } from './clock-reading.ts';

/** The calendar day that it is, in days since 1970; another one after midnight. */
export function useToday(): number {
  const { date } = useFormats();
  return useClockReading(date.dayOf);
}

/** Writes moments, in milliseconds since 1970, as short as is clear today. */
export function useAge(): (moment: number) => string {
  const { date } = useFormats();
  const today = useToday();
  return (moment) => date.age(moment, today);
}
