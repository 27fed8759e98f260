# What the patches of the tutorial change (`changed`), and what reads a changed file, however far away (`affected`): that
# is another program there; all else comes from the libraries. Names are relative to the top folder.
set(lesson ${PROJECT_SOURCE_DIR}/docs/tutorial)

file(GLOB patches CONFIGURE_DEPENDS ${lesson}/*.patch)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${patches})
set(changed "")
foreach(patch ${patches})
  file(STRINGS ${patch} names REGEX "^[+][+][+] b/")
  list(TRANSFORM names REPLACE "^[+][+][+] b/" "")
  list(APPEND changed ${names})
endforeach()
list(REMOVE_DUPLICATES changed)

file(GLOB_RECURSE readers RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/sim/*.?pp
     ${PROJECT_SOURCE_DIR}/models/territory/*.?pp ${PROJECT_SOURCE_DIR}/analysis/*.?pp ${PROJECT_SOURCE_DIR}/cli/*.?pp
     ${PROJECT_SOURCE_DIR}/tests/support/*.?pp)
list(REMOVE_ITEM readers cli/main.cpp)
foreach(reader ${readers})
  file(STRINGS ${PROJECT_SOURCE_DIR}/${reader} read_${reader} REGEX "^#include \"")
  list(TRANSFORM read_${reader} REPLACE "^#include \"([^\"]*)\".*" "\\1")
endforeach()
set(affected ${changed})
set(grown TRUE)
while(grown)
  set(grown FALSE)
  foreach(reader ${readers})
    foreach(name ${read_${reader}})
      if(name IN_LIST affected)
        list(APPEND affected ${reader})
        list(REMOVE_ITEM readers ${reader})
        set(grown TRUE)
        break()
      endif()
    endforeach()
  endforeach()
endwhile()
list(REMOVE_DUPLICATES affected)

