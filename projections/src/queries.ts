export { absencesSince, type Absence } from './absences/query.ts';
export { isLimited, keeps } from './access-facts/kept.ts';
export { factsOf, factsOfMany, type AccessFact, type Order } from './access-facts/query.ts';
export { factsOfRole, roleOf } from './access-facts/role.ts';
export { scope, type ActingAs, type Scope, type ScopeActor, type Today } from './access-facts/scope.ts';
export { type ListQuery } from './access-facts/list-query.ts';
export { all as readModels, tableNames } from './all.ts';
export { broughtInCountOfGroup, broughtInCountOfPupil } from './brought-in/count.ts';
export {
  broughtInOfPupil,
  broughtInResultsOfGroup,
  broughtInWorksOfGroup,
  openBroughtIn,
  type BroughtInOfPupil,
  type BroughtInPupil,
  type BroughtInResult,
  type BroughtInResultOpen,
  type BroughtInWork,
} from './brought-in/query.ts';
export { classAttendance, type AttendanceDay, type PupilAttendance } from './class-attendance/query.ts';
export { classRoster, type RosterGroup, type RosterPupil } from './class-roster/query.ts';
export {
  classList,
  classPeople,
  findClass,
  type Class,
  type ClassListed,
  type ClassPerson,
} from './class-people/query.ts';
export { classStaff, plannedWith, type Holder } from './class-staff/query.ts';
export { consentTexts, type ConsentText } from './consent-texts/query.ts';
export { pupilConsents, type DatedAnswer, type PupilConsents } from './consents/query.ts';
export { openReadModels, type ConnectionOptions, type Sql } from './core/connection.ts';
export { followProgress, type FollowOptions } from './core/follow.ts';
export { projectorLock } from './core/lock.ts';
export { lag, longestLag } from './core/run.ts';
export { resetReadModels } from './core/reset.ts';
export { belongToLog } from './core/same-log.ts';
export { parkedEvents, status, type ParkedEvent, type ReadModelStatus } from './core/status.ts';
export { createWaiting, type Waiting } from './core/wait.ts';
export { diary, type Diary, type DiaryLesson, type DiaryMark } from './diary/query.ts';
export { type DiarySubject } from './diary/subjects.ts';
export { addDays, weekOf } from './diary/week.ts';
export { groupMembers, memberIdsOn, type Member } from './group-members/query.ts';
export {
  carryingOut,
  gridsOf,
  lessonsKnown,
  unfinishedTimetables,
  type CarryingOut,
  type Unfinished,
} from './grid-lessons/carrying-out.ts';
export { findGroup, groupList, type Group, type GroupListed } from './groups/query.ts';
export { journal, type Journal, type JournalAsked, type JournalPupil } from './journal/query.ts';
export { lessonPage, type LessonPage, type LessonPupil } from './lessons/page.ts';
export {
  findLesson,
  findLessonAt,
  lessonMarks,
  lessonsOn,
  nextLessonDay,
  type Homework,
  type Lesson,
  type LessonListed,
  type Work,
} from './lessons/query.ts';
export { markHistory, openNotes, type MarkChange } from './mark-changes/query.ts';
export {
  cellsOf,
  findMark,
  marksByGroup,
  placesWithWork,
  type Cell,
  type GroupPlace,
  type Mark,
} from './marks/query.ts';
export { type NoticeLine, type NoticeReason, type NoticeStep } from './notices/collapse.ts';
export { noticeMutes, notices, type NoticesAsked } from './notices/query.ts';
export { byName, shortName, type Name, type Named } from './people/name.ts';
export { contactsOf, type Reached } from './contacts/query.ts';
export { findPerson, namesOf, ownContacts, type Contacts } from './people/query.ts';
export { knownPupils, pupilPlaces, type KnownPupil, type PupilPlace } from './pupils/query.ts';
export {
  dayTold,
  roomsTake,
  schoolDaysOf,
  type BellSchedule,
  type CalendarOfSchool,
  type DayTold,
} from './school-days/query.ts';
export {
  findRequest,
  leadersOf,
  requests,
  unfinishedRequests,
  type Request,
  type RequestStatus,
} from './requests/query.ts';
export { schoolPeople, type SchoolPerson } from './school-people/query.ts';
export { staffOf, type StaffMember, type StaffWork } from './staff/query.ts';
export { allSchoolIds, findSchool, schoolsByIds, zoneOf, type School } from './schools/query.ts';
export { secondFactorRuleOf, settingChangesOf, type SettingChange } from './setting-changes/query.ts';
export { lessonsOfTerm, termNear, termOn, termsOf, type Term } from './terms/query.ts';
export { occupationsOf, schoolOccupations, sharedPupilsOf } from './timetable/occupations.ts';
export {
  schoolCalendar,
  timetable,
  timetableChoices,
  unsettledLessons,
  type TimetableChoices,
  type TimetableLesson,
  type WeekOf,
} from './timetable/query.ts';
export {
  gridOfVersion,
  gridsCompared,
  timetableVersions,
  versionInForce,
  versionTold,
  type GridGroupNamed,
  type GridLessonTold,
  type GridOfVersion,
  type GridsCompared,
  type TimetableVersion,
} from './timetable-versions/query.ts';
export { mergeChoices, type MergeChoice, type Together } from './lessons/together.ts';
export { standIns, teachersOf, type StandIn } from './timetable/stand-ins.ts';
export { thingsNamed, type Thing } from './titles/query.ts';
export { today, type TodayAnswer } from './today/query.ts';
export { unfinishedChanges, type UnfinishedChange } from './unfinished-changes/query.ts';
export { schoolClasses, type SchoolClass } from './school-classes/query.ts';
export { latestYearChange, type YearChange } from './year-changes/query.ts';
