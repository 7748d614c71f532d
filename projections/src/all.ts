import { absences } from './absences/project.ts';
import { acceptedClashes } from './accepted-clashes/project.ts';
import { accessFacts } from './access-facts/project.ts';
import { adulthood } from './adulthood/project.ts';
import { attendance } from './attendance/project.ts';
import { bellSchedules } from './bell-schedules/project.ts';
import { bellsChosen } from './bells-chosen/project.ts';
import { broughtInResults } from './brought-in-results/project.ts';
import { broughtInWorks } from './brought-in-works/project.ts';
import { classes } from './classes/project.ts';
import { tableOf, type Projection } from './core/projection.ts';
import { gridLessons } from './grid-lessons/project.ts';
import { consentAnswers } from './consent-answers/project.ts';
import { consentTexts } from './consent-texts/project.ts';
import { groupMembers } from './group-members/project.ts';
import { groups } from './groups/project.ts';
import { guardianOrders } from './guardian-orders/project.ts';
import { lessonPlans } from './lesson-plans/project.ts';
import { lessonWork } from './lesson-work/project.ts';
import { lessons } from './lessons/project.ts';
import { markChanges } from './mark-changes/project.ts';
import { marks } from './marks/project.ts';
import { noticeMutes } from './notice-mutes/project.ts';
import { noticesSeen } from './notices-seen/project.ts';
import { notices } from './notices/project.ts';
import { people } from './people/project.ts';
import { settingChanges } from './setting-changes/project.ts';
import { rooms } from './rooms/project.ts';
import { requests } from './requests/project.ts';
import { schools } from './schools/project.ts';
import { specialDays } from './special-days/project.ts';
import { subjects } from './subjects/project.ts';
import { terms } from './terms/project.ts';
import { titles } from './titles/project.ts';
import { unfinishedChanges } from './unfinished-changes/project.ts';
import { timetableVersions } from './timetable-versions/project.ts';
import { timetableWork } from './timetable-work/project.ts';
import { yearChanges } from './year-changes/project.ts';

/** Every read model. */
export const all: readonly Projection[] = [
  people,
  adulthood,
  accessFacts,
  guardianOrders,
  schools,
  settingChanges,
  subjects,
  terms,
  classes,
  groups,
  groupMembers,
  lessons,
  absences,
  attendance,
  lessonWork,
  marks,
  markChanges,
  broughtInWorks,
  broughtInResults,
  requests,
  notices,
  noticesSeen,
  noticeMutes,
  unfinishedChanges,
  bellSchedules,
  bellsChosen,
  specialDays,
  rooms,
  lessonPlans,
  timetableVersions,
  gridLessons,
  acceptedClashes,
  timetableWork,
  consentTexts,
  consentAnswers,
  titles,
  yearChanges,
];

/** The table of each, which is also the name of its checkpoint. */
export const tableNames: readonly string[] = all.map(tableOf);
