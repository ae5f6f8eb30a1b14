const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "the disk is read-only",
  ENOTDIR: "a file is in the way",
  EEXIST: "a file is in the way",
  EISDIR: "a folder is in the way",
  ERR_FS_EISDIR: "a folder is in the way",
  EIO: "the disk fails",
  // What making folders says of a disk that is read-only, too.
  ENOENT: "a folder is not there and cannot be made, or the disk is read-only",
};

/** Why the disk refused, by the code of a system error ("ENOSPC"), and what it was about, as half a sentence. */
export function diskFault(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !("code" in thrown)) return undefined;
  const why = FAULTS[String(thrown.code)];
  return why !== undefined && "path" in thrown ? `${why} (${thrown.path})` : why;
}
