import type { AnyEvent } from '@peremena/events';
import type { Language } from '../core/problem-table.ts';

interface Deed extends Readonly<Record<Language, string>> {
  /** The column that says so, where it is one. */
  readonly column: string | null;
}

const deed = (ru: string, en: string, column: string | null = null): Deed => ({ ru, en, column });

/** What a row of a bundle leads to, by the event: as a report says it. */
export const deeds = {
  SchoolOpened: deed('Новая школа.', 'A new school.'),
  SchoolRenamed: deed('Другое название школы.', 'The school is called otherwise.', 'name'),
  BellsSet: deed('Первые звонки школы.', 'The first bells of the school.'),
  SubjectAdded: deed('Новый предмет.', 'A new subject.'),
  SubjectRenamed: deed('Другое название предмета.', 'The subject is called otherwise.', 'title'),
  TermScheduled: deed('Новый учебный период.', 'A new term.'),
  TermRescheduled: deed('Другие даты или название периода.', 'Other dates or another title of the term.', 'startDate'),
  PersonRegistered: deed('Новый человек.', 'A new person.'),
  PersonMatched: deed('Это человек, который здесь уже есть.', 'This is somebody who is here already.'),
  PersonRenamed: deed('Другое имя.', 'Another name.', 'familyName'),
  BirthDateCorrected: deed('Другая дата рождения.', 'Another date of birth.', 'birthDate'),
  ContactsSet: deed('Другие контакты.', 'Other contacts.', 'email'),
  PostTaken: deed('Новая должность.', 'A new post.'),
  PostLeft: deed('Должность заканчивается.', 'The post ends.', 'endDate'),
  ClassOpened: deed('Новый класс.', 'A new class.'),
  ClassRenamed: deed('Другое название класса.', 'The class is called otherwise.', 'title'),
  PupilEnrolled: deed('Ученик зачислен в класс.', 'The pupil comes into the class.'),
  PupilUnenrolled: deed('Ученик выбывает из класса.', 'The pupil leaves the class.', 'endDate'),
  TutorAppointed: deed('Назначен классный руководитель.', 'The tutor is appointed.'),
  TutorReleased: deed('Классное руководство заканчивается.', 'The tutor is released.', 'endDate'),
  GroupFormed: deed('Новая группа.', 'A new group.'),
  GroupRenamed: deed('Другое название группы.', 'The group is called otherwise.', 'title'),
  PupilJoinedGroup: deed('Ученик входит в группу.', 'The pupil joins the group.'),
  PupilLeftGroup: deed('Ученик выходит из группы.', 'The pupil leaves the group.', 'endDate'),
  TeacherAssigned: deed('Назначен учитель.', 'The teacher is assigned.'),
  TeacherWithdrawn: deed('Учитель больше не ведёт группу.', 'The teacher no longer teaches the group.', 'endDate'),
  GuardianLinked: deed('Новый представитель ученика.', 'A new guardian of the pupil.', 'agentSourcedIds'),
  GuardianUnlinked: deed('Представитель больше не связан с учеником.', 'The guardian is no longer linked.', 'status'),
  WorkBroughtIn: deed('Новая работа из прежней системы.', 'A new work from another system.'),
  BroughtInWorkCorrected: deed(
    'О работе из прежней системы сказано другое.',
    'The work from another system is told otherwise.',
    'title',
  ),
  BroughtInWorkRemoved: deed('Работа в прежней системе убрана.', 'The other system removed the work.', 'status'),
  BroughtInWorkRestored: deed('Убранная работа снова есть.', 'The removed work is there again.', 'status'),
  ResultBroughtIn: deed('Новый результат из прежней системы.', 'A new result from another system.'),
  BroughtInResultCorrected: deed(
    'Другой результат в прежней системе.',
    'The other system has another result.',
    'score',
  ),
  BroughtInResultWithdrawn: deed(
    'Результата в прежней системе больше нет.',
    'The other system no longer has the result.',
    'status',
  ),
} as const satisfies Partial<Record<AnyEvent['type'], Deed>>;
