import { absences } from './absences/project.ts';
import { accessFacts } from './access-facts/project.ts';
import { adulthood } from './adulthood/project.ts';
import { attendance } from './attendance/project.ts';
import { classes } from './classes/project.ts';
import { tableOf, type Projection } from './core/projection.ts';
import { groupMembers } from './group-members/project.ts';
import { groups } from './groups/project.ts';
import { guardianOrders } from './guardian-orders/project.ts';
import { lessonWork } from './lesson-work/project.ts';
import { lessons } from './lessons/project.ts';
import { markChanges } from './mark-changes/project.ts';
import { marks } from './marks/project.ts';
import { noticeMutes } from './notice-mutes/project.ts';
import { notices } from './notices/project.ts';
import { noticesSeen } from './notices-seen/project.ts';
import { people } from './people/project.ts';
import { settingChanges } from './setting-changes/project.ts';
import { schools } from './schools/project.ts';
import { subjects } from './subjects/project.ts';
import { terms } from './terms/project.ts';
import { unfinishedChanges } from './unfinished-changes/project.ts';

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
  notices,
  noticesSeen,
  noticeMutes,
  unfinishedChanges,
];

/** The table of each, which is also the name of its checkpoint. */
export const tableNames: readonly string[] = all.map(tableOf);
