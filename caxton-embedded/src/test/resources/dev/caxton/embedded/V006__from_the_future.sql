create table of_the_future(rid integer primary key);
