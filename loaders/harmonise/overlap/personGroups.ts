/** The records of one person: patient by source, at most one in each. */
export type Person = Map<string, string>;

/**
 * Records that stand for the same person, joined pair by pair. A person has one record in a source: a join that would give
 * a second one is refused.
 */
export class PersonGroups {
  private readonly personOf = new Map<string, Person>();

  /**
   * Says that two records of different sources are one person's.
   *
   * @returns false if this contradicts what was said before, which then stays
   */
  join(source: string, patient: string, otherSource: string, other: string): boolean {
    const person = this.find(source, patient);
    const second = this.find(otherSource, other);
    if (person === second) return true;
    for (const id of second.keys()) if (person.has(id)) return false;
    for (const [id, record] of second) {
      person.set(id, record);
      this.personOf.set(record, person);
    }
    return true;
  }

  /** The persons with records in several sources. */
  persons(): Set<Person> {
    return new Set([...this.personOf.values()].filter((person) => person.size > 1));
  }

  private find(source: string, patient: string): Person {
    const known = this.personOf.get(patient);
    if (known) return known;
    const person: Person = new Map([[source, patient]]);
    this.personOf.set(patient, person);
    return person;
  }
}
