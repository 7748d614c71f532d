/** The gradebook of the bundle `village-1.1`: good rows, and rows that are refused for as many reasons as there are. */
export const gradebook = {
  'categories.csv':
    'sourcedId,status,dateLastModified,title,weight\nc-k,,,Контрольные,2.50\nc-d,,,Домашние,1\nc-x,,,Лишний,\n',
  'scoreScales.csv':
    'sourcedId,title,type,scoreScaleValue\nsc-1,Зачёт,text,"{зачёт:1},{незачёт:0}"\nsc-2,Пустая,text,A-B-C\n',
  'lineItems.csv': [
    'sourcedId,status,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax',
    'w-1,,Дроби,Глава 1,2026-09-10,17.09.2026,g-mat,c-k,q-1,0,100.0',
    'w-2,,Сочинение,,2026-09-11,,g-eng,c-d,y-26,,',
    'w-3,,Позже начала,,2026-09-11,2026-09-01,g-mat,c-k,q-1,0,5',
    'w-4,,Класса,,,,k-5a,c-k,q-1,0,5',
    'w-5,,Наоборот,,,,g-mat,c-404,q-404,5,"1,5"',
    'w-6,,Ничей,,,,g-404,,,,',
  ].join('\n'),
  'lineItemScoreScales.csv': 'sourcedId,title,lineItemSourcedId,scoreScaleSourcedId\nl-1,,w-2,sc-1\nl-2,,w-1,sc-404\n',
  'results.csv': [
    'sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,textScore,late,missing',
    'r-1,,w-1,u-1,fully graded,95.50,2026-09-18,"Верно, но медленно",,true,false',
    'r-2,,w-1,u-2,not submitted,,,,,,TRUE',
    'r-3,,w-2,u-1,FullyGraded,,2026-09-20,,зачёт,,',
    'r-4,,w-1,u-3,fully graded,5,,,,,',
    'r-5,,w-1,u-2,fully graded,100.5,,,,,',
    'r-6,,w-404,u-1,fully graded,5,,,,,',
    'r-7,,w-2,u-3,fully graded,,,,пять,,',
    'r-8,,w-1,u-1,fully graded,1e400,,,,,',
    'r-9,,w-1,u-1,fully graded,5,2026-02-30,,,,',
    'r-10,,w-1,u-1,constructor,5,,,,,',
    'r-11,,w-1,u-1,fully graded,,,,,,',
    'r-12,,w-1,u-1,fully graded,5,,,,perhaps,',
    'r-13,,w-1,u-404,fully graded,5,,,,,',
    'r-14,,w-3,u-1,fully graded,5,,,,,',
    'r-15,,w-1,u-2,exempt,,,=1+1,,,',
    'r-1,,w-1,u-2,fully graded,5,,,,,',
    'r-16,tobedeleted,w-1,u-1,fully graded,5,,,,,',
  ].join('\n'),
};

/** What of it is refused, by place. */
export const refusedOfGradebook = [
  'lineItemScoreScales.csv:3 scoreScaleSourcedId unknown_scale',
  'lineItems.csv:4 dueDate period_dates',
  'lineItems.csv:5 classSourcedId work_of_class',
  'lineItems.csv:6 resultValueMax score_range',
  'lineItems.csv:7 classSourcedId unknown_class',
  'results.csv:5 studentSourcedId not_in_group',
  'results.csv:6 score score_off_scale',
  'results.csv:7 lineItemSourcedId unknown_work',
  'results.csv:8 textScore text_score_off_scale',
  'results.csv:9 score number_form',
  'results.csv:10 scoreDate date_exists',
  'results.csv:11 scoreStatus score_status',
  'results.csv:12 score cell_missing',
  'results.csv:13 late flag_form',
  'results.csv:14 studentSourcedId unknown_user',
  'results.csv:15 lineItemSourcedId refers_to_refused',
  'results.csv:17 sourcedId id_twice',
  'scoreScales.csv:3 scoreScaleValue scale_values',
];
