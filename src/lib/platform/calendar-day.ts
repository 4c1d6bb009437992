/** A date column as the day it stands for, `YYYY-MM-DD`: Prisma reads it as midnight UTC. */
export function toDay(date: Date | null): string | null {
  return date ? date.toISOString().slice(0, 10) : null;
}

/** The other way: the value a date column takes. */
export function fromDay(day: string | null): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null;
}
