# Copies CHANGED files of ROOT into OVERLAY and applies PATCHES there. Run by the build when one of them changed.
file(REMOVE_RECURSE ${OVERLAY})
foreach(name ${CHANGED})
  get_filename_component(folder ${OVERLAY}/${name} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  file(COPY_FILE ${ROOT}/${name} ${OVERLAY}/${name})
endforeach()
# Without the ceiling git would take the names of the patches to be those of the repository around the build.
get_filename_component(above ${OVERLAY} DIRECTORY)
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env GIT_CEILING_DIRECTORIES=${above} ${GIT} apply --whitespace=nowarn ${PATCHES}
  WORKING_DIRECTORY ${OVERLAY}
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "A patch of docs/tutorial/ no longer fits the sources: bring it up to date.")
endif()
