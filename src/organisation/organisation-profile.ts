import { ArrayMaxSize, IsArray, IsString, Length, Matches, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { IsNotBlank, IsOneLine } from '../platform/http/one-line.js';

const HOST = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** How the organisation names itself and can be reached: the source of every `organisation.…` field of a notice. */
export class OrganisationProfile {
  @IsString()
  @IsNotBlank()
  @IsOneLine()
  @Length(1, 200)
  name: string;

  /** Free phone number for people affected, as it is printed. */
  @MayBeAbsent()
  @Matches(/^[+0-9][0-9 ()-]{3,29}$/)
  phone?: string;

  /** In words: `every day from 7:00 to 23:00`. */
  @MayBeAbsent()
  @IsString()
  @IsOneLine()
  @MaxLength(100)
  phoneHours?: string;

  /** Languages spoken there, each as its code: `en`, `de`. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, { each: true })
  phoneLanguages?: string[];

  @MayBeAbsent()
  @Matches(/^[^\s@<>"(),;:\\[\]]+@[A-Za-z0-9.-]+$/)
  @MaxLength(254)
  email?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(300)
  address?: string;

  /** Public page about the incident or about privacy. */
  @MayBeAbsent()
  @Matches(/^https:\/\/[^\s/@]+(\/\S*)?$/)
  @MaxLength(300)
  page?: string;

  /** Ways for people who cannot use the phone: `text relay`, `large print`. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(80, { each: true })
  accessRoutes?: string[];

  /** Data protection officer, name and address. */
  @MayBeAbsent()
  @IsString()
  @IsOneLine()
  @MaxLength(200)
  dpo?: string;

  /** Who signs the apology: name and office. */
  @MayBeAbsent()
  @IsString()
  @IsOneLine()
  @MaxLength(200)
  signer?: string;

  /** Hosts that links in a notice may lead to. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(HOST, { each: true })
  linkHosts?: string[];
}
