/**
 * The words people build passwords from most often, in lower case, of four letters or more. Rows of keys, repeated
 * characters and numbers in order are found by rule, not by list.
 */
export const COMMON_PASSWORDS: readonly string[] = `
  123abc 1q2w3e a1b2c3 aa123456 abc123 abracadabra access account admin admin123 agent007 alexander
  alexandra alohomora always amanda amazon america amigo amore amour andrew android angel angels anthony
  anything apple april arizona arsenal asdf ashley audi august australia autumn azerty azertyuiop babe baby
  babygirl bailey banana bandit bank banking barcelona baseball basketball batman batterystaple bayern
  beach bear beatles benjamin berlin bible black bless blessed blink182 blue bond007 bonjour boston brazil
  broncos brown bulldog bunny business buster butterfly california callofduty camaro canada champion
  changeme charlie charlie1 cheese chelsea cherry chevy chicago chicken china chloe chocolate chouchou
  christ christian christine church ciao cisco coffee company computer contrasena contraseña cookie
  correcthorse correcthorsebatterystaple corvette cougar counterstrike cowboys credit cricket crystal daisy
  dallas dance dancer daniel danielle darling debian december default dell demo demon devil diamond doggy
  dollar dolorsitamet dolphin donald doudou dragon dragon1 eagle eagles earth edward elizabeth elvis
  emerald eminem england enterprise estrella everything expelliarmus facebook faith falcon family february
  ferrari finance firewall florida flower flowers football forest forever fortnite france freedom friday
  friend friends frodo galaxy gamer gandalf garden garfield geheim george germany ghost ginger golden golf
  google grace green guest guitar hacker hacking hallo harley haslo hasło hawk heaven hell hello henry hero
  hidden hobbit hockey hocuspocus hola holy honda honey horse houston hunter hunter2 iloveyou india
  instagram internet invoice iphone ireland ironman island italy jaguar jamesbond january japan jasmine
  jedi jennifer jessica jesus jonathan jordan joshua july june juventus kawasaki kennwort keyboard killer
  king kingdom kitten kitty lakers laptop lazydog legend lemon lenovo letmein letmein1 liberty lightning
  lily linkedin linux lion liverpool login london loremipsum love lovely loveme lover loveyou lucky
  lösenord madrid maggie magic manager manchester march marina master matrix matthew maytheforce
  maythefourth melissa mercedes mercy metallica mexico michael michelle mickey microsoft milan million
  minecraft minnie molly monday money monitor monkey monkey1 moon moscow motdepasse mountain music mustang
  mysql mystic naruto natasha ncc1701 network never newyork nicholas nicole ninja nintendo nirvana nissan
  nokia nothing november ocean october office office365 oliver opensesame oracle orange oscar p4ssword
  packers panther paradise paris parol parola pass123 pass1234 passw0rd password passwort patrick patriots
  payment peaches penguin pepper phantom pikachu pink pirate planet playboy player playstation pokemon pony
  porsche postgres prince princess printer private public pumpkin puppy purple q1w2e3 qazwsx queen
  quickbrownfox qwe123 qwerty qwertz rabbit raiders rainbow ranger realmadrid redsox rich richard river
  robert rocket rockstar rocky roma root root123 rose ruby rugby russia sadie safety salasana samantha
  sample samson samsung samurai sapphire satan saturday schatz scooter scotland season secret secure
  security senha september server service sesame shadow shark silver skywalker slipknot smokey snake snoopy
  soccer softball soldier soleil sony sophie spain sparky spider spiderman spirit spock spring star stars
  startrek starwars steelers stephanie storm strawberry subaru summer sunday sunshine superman superuser
  support suzuki sweet sweetheart sysadmin system teamo temp tennis tequiero test test123 tester testing
  texas theforcebewithyou thequickbrownfox thomas thunder thursday thx1138 tiger tigger tobeornottobe toby
  toor toyota trustno1 tuesday tulip tupac turtle twitter ubuntu united universe user username vader
  victoria victory vodka volleyball volvo wachtwoord warcraft warrior wednesday welcome welcome1 whatever
  whiskey white william windows winner winter wizard wolf work wrestling xsw2 yamaha yankees yellow yoda
  youtube zaq1 zxcv
`
  .trim()
  .split(/\s+/);
