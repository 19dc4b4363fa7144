import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  Validate,
  ValidatorConstraint,
} from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import { IsCommand } from './command-setting.js';

@ValidatorConstraint({ name: 'timeZone' })
class IsTimeZone implements ValidatorConstraintInterface {
  validate(zone: unknown): boolean {
    try {
      return typeof zone === 'string' && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  }

  defaultMessage(): string {
    return '$property must be an IANA time zone such as Europe/Dublin';
  }
}

/** Every variable the service reads; `.env.example` is tested against it. Each may be given as `<NAME>_FILE`. */
export class Environment {
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT = 3000;

  /** Address to listen on. Anything but loopback needs an https PUBLIC_URL. */
  @IsString()
  @Length(1, 255)
  HOST = '127.0.0.1';

  /** Where people reach the service; links in notices start with it, and form posts must come from it. Absent: localhost and PORT. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  PUBLIC_URL = 'http://localhost:3000';

  /** Folder of the database, keys, kept mail and checkpoints; made with mode 0700. */
  @IsString()
  @Length(1, 4096)
  DATA_DIR = './data';

  /** `postgres://…` for several machines; absent: one SQLite file under DATA_DIR. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//)
  DATABASE_URL?: string;

  /** `smtp://…` or `smtps://…`; absent: messages are kept as .eml files under DATA_DIR/mail. */
  @IsOptional()
  @Matches(/^smtps?:\/\//)
  SMTP_URL?: string;

  /** Sender of notices, an address alone. */
  @Matches(/^[^\s@<>"(),;:\\[\]]+@[A-Za-z0-9.-]+$/)
  MAIL_FROM = 'notices@redress.example';

  /** Folder of the organisation's own packs, laid over the shipped ones by id. */
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  KNOWLEDGE_DIR?: string;

  /**
   * Program that looks at each evidence file on its standard input, as a JSON list without a shell, e.g.
   * `["clamdscan","-"]`. Exit code 0 lets a file pass; another, a failure or 60 s without an answer puts it
   * into quarantine. Absent: files are not scanned.
   */
  @IsOptional()
  @Validate(IsCommand)
  ANTIVIRUS_COMMAND?: string;

  /** Zone in which pages show times. */
  @Validate(IsTimeZone)
  TIME_ZONE = 'UTC';

  /** Seconds between the confirmation of a mailing and its first message, in which it can be stopped. */
  @IsInt()
  @Min(0)
  @Max(86_400)
  MAILING_WAIT_SECONDS = 300;

  /**
   * When people are reminded of a duty: shares of the time from the start of its clock, amounts (`min`, `h`, `d`) before
   * its last moment, `overdue`; separated by commas. `off`: nobody is reminded.
   */
  @IsString()
  @Length(1, 200)
  REMINDER_LADDER = '50%,24h,4h,overdue';

  /** Lets the one-time set-up link be used from another machine than this one. */
  @IsBoolean()
  SETUP_FROM_ANYWHERE = false;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug'])
  LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' = 'info';
}
