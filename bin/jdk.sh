# Sourced by the scripts beside it: exports JAVA_HOME of a JDK 25 or newer, or says in one line what
# to install. The `java` on the PATH may be older.

jdk_major() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  printf '%s' "${version:-0}"
}

jdk_usable() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ "$(jdk_major "$1")" -ge 25 ]
}

jdk_candidates() {
  local java
  printf '%s\n' "${JAVA_HOME:-}"
  if java=$(command -v java); then
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    dirname "$(dirname "$java")"
  fi
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v 25+ 2>/dev/null || true
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/java/* /usr/local/openjdk* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
}

jdk_find() {
  local home
  while IFS= read -r home; do
    if [ -n "$home" ] && jdk_usable "$home"; then
      export JAVA_HOME=$home
      return 0
    fi
  done < <(jdk_candidates)
  echo "Tapeloom needs JDK 25 or newer and finds none: install one (for example Temurin 25 from https://adoptium.net) or set JAVA_HOME." >&2
  return 1
}
