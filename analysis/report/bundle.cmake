# Makes the page's script of page/*.ts with the packages of package-lock.json, and puts what belongs to it into
# FOLDER: template, style, script, licences. SOURCE = analysis/report, WORK = where packages are installed.
include(${SOURCE}/npm_ci.cmake)
file(MAKE_DIRECTORY ${FOLDER})
npm_ci(${WORK} ${WORK}/installed --omit=dev)
set(ENV{NODE_PATH} ${WORK}/node_modules)
execute_process(
  COMMAND ${WORK}/node_modules/.bin/esbuild ${SOURCE}/page/main.ts --bundle --minify --format=iife --target=es2020
          --charset=utf8 --legal-comments=none --outfile=${FOLDER}/script --log-level=warning
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "the script of the report's page could not be made")
endif()
file(READ ${FOLDER}/script script)
string(FIND "${script}" "</script" closing)
string(FIND "${script}" "<!--" comment)
if(NOT closing EQUAL -1 OR NOT comment EQUAL -1)
  message(FATAL_ERROR "the script of the report's page would end its own element")
endif()
file(COPY_FILE ${SOURCE}/page/page.html ${FOLDER}/template)
file(COPY_FILE ${SOURCE}/page/page.css ${FOLDER}/style)
set(licences "")
foreach(text echarts/LICENSE echarts/NOTICE echarts/licenses/LICENSE-d3 zrender/LICENSE tslib/LICENSE.txt)
  file(READ ${WORK}/node_modules/${text} content)
  string(REPLACE "</" "<\\/" content "${content}")
  string(APPEND licences "---- ${text} ----\n${content}\n")
endforeach()
file(WRITE ${FOLDER}/licences "${licences}")
